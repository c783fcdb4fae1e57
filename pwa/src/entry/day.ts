/** When a day ends, until the practice says otherwise. */
export const DAY_ENDS_AT = "03:00";

/** The local date of `now` in `zone`, where a day lasts until `dayEndsAt` ("03:00") of the next morning. */
export function day(now: Date, zone: string, dayEndsAt: string): string {
  const [hours = 0, minutes = 0] = dayEndsAt.split(":").map(Number);
  const wall = wallTime(now, zone);
  const early = wall.hour * 60 + wall.minute < hours * 60 + minutes;
  return plusDays(wall.date, early ? -1 : 0);
}

/** `date` ("2026-03-29") moved by whole days. */
export function plusDays(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallTime(at: Date, zone: string): { date: string; hour: number; minute: number } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      calendar: "iso8601",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]));
  const text = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? "";
  return {
    date: `${text("year").padStart(4, "0")}-${text("month")}-${text("day")}`,
    hour: Number(text("hour")),
    minute: Number(text("minute")),
  };
}

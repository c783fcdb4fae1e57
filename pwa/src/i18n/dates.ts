import { daysBetween } from "./calendar.ts";
import { locale } from "./catalogue.ts";

const dayFormat = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });

const long = dayFormat({ weekday: "long", day: "numeric", month: "long" });
const longYear = dayFormat({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const plain = dayFormat({ day: "numeric", month: "long" });
const plainYear = dayFormat({ day: "numeric", month: "long", year: "numeric" });
const short = dayFormat({ weekday: "short", day: "numeric", month: "long" });
const weekdayLong = dayFormat({ weekday: "long" });
const weekdayBrief = dayFormat({ weekday: "short" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const list = new Intl.ListFormat(locale, { type: "conjunction" });

const utc = (day: string): Date => new Date(`${day}T12:00:00Z`);
// en-GB writes "Thursday, 19 November" in some browsers and without the comma in others.
const tidy = (text: string): string => text.replace(/^(\p{L}+), (?=\d)/u, "$1 ");
const nearYear = (day: string, today: string): boolean => Math.abs(daysBetween(today, day)) < 300;

/** "Thursday 19 November", with the year when it is far away. */
export function dayName(day: string, today: string): string {
  return tidy((nearYear(day, today) ? long : longYear).format(utc(day)));
}

/** "Thursday 19 November 2026": for what is read again in years. */
export const dayForGood = (day: string): string => tidy(longYear.format(utc(day)));

/** "19 November" */
export function dayPlain(day: string, today: string): string {
  return (nearYear(day, today) ? plain : plainYear).format(utc(day));
}

/** "Thu 19 November" */
export function dayShort(day: string): string {
  return tidy(short.format(utc(day)));
}

/** "today", "yesterday", "tomorrow", else null. */
export function nearDay(day: string, today: string): string | null {
  const away = daysBetween(today, day);
  return Math.abs(away) <= 1 ? relative.format(away, "day") : null;
}

/** "in 5 days" */
export function daysAway(day: string, today: string): string {
  return relative.format(daysBetween(today, day), "day");
}

/** "Today, Thursday 19 November", else the day alone. */
export function dayHeading(day: string, today: string): string {
  const near = nearDay(day, today);
  return near === null ? dayName(day, today) : `${upperFirst(near)}, ${dayName(day, today)}`;
}

export function weekdayNames(weekdays: readonly number[]): string {
  // 4 January 2027 is a Monday.
  return list.format(weekdays.map((n) => weekdayLong.format(utc(`2027-01-${String(n + 4).padStart(2, "0")}`))));
}

/** "Thu" */
export const weekdayShort = (n: number): string => weekdayBrief.format(utc(`2027-01-${String(n + 4).padStart(2, "0")}`));

export const listed = (parts: readonly string[]): string => list.format(parts);

export function upperFirst(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join("");
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };
const CALENDAR: Intl.DateTimeFormatOptions = { year: "numeric", month: "2-digit", day: "2-digit" };
const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each way and zone: making one takes longer than writing a hundred dates with it. */
function formatIn(language: string, options: Intl.DateTimeFormatOptions, timeZone?: string): Intl.DateTimeFormat {
  const key = `${language} ${timeZone ?? ""}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, timeZone === undefined ? options : { ...options, timeZone });
  formats.set(key, format);
  return format;
}

/** "14:02", in `zone`; without one, as this phone's clock shows it. */
export function timeOf(instant: string, zone?: string): string {
  return formatIn(locale, CLOCK, zone).format(new Date(instant));
}

/** A wall time such as "17:30", written as here. */
export function wallTime(time: string): string {
  return timeOf(`2027-01-04T${time}:00Z`, "UTC");
}

/** The calendar date of an instant, "YYYY-MM-DD", in `zone` or on this phone. */
export function dateOf(instant: string, zone?: string): string {
  return formatIn("sv-SE", CALENDAR, zone).format(new Date(instant));
}

/** As `moment`, but saying "today" where it is. */
export function dayMoment(instant: string, today: string): string {
  const said = moment(instant, today);
  return dateOf(instant) === today ? `${relative.format(0, "day")} ${said}` : said;
}

/** "14:02" today, "yesterday 21:10", "Tuesday 9:10" in the last days, "9 November, 21:10" before. */
export function moment(instant: string, today: string): string {
  const day = dateOf(instant);
  const time = timeOf(instant);
  const ago = daysBetween(day, today);
  if (ago === 0) return time;
  if (ago === 1) return `${relative.format(-1, "day")} ${time}`;
  if (ago > 1 && ago < 7) return `${weekdayLong.format(utc(day))} ${time}`;
  return `${dayPlain(day, today)}, ${time}`;
}

import type { AgreedReminder, Meeting } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import { daysBetween, weekday } from "../i18n/calendar.ts";
import { endsAt, meetingDay, takesPlace } from "../meetings/between.ts";

export type About = AgreedReminder["about"];

/** One time at which a reminder is due. `name` tells it from the others of its reminder; `day` is the day it is about. */
export interface Due {
  name: string;
  day: string;
  at: Date;
  /** What an answer to it is about. */
  subject: string | null;
}

export interface Span {
  from: string;
  to: string;
  dayEndsAt: string;
}

/** The instant of a wall time of this phone on a day as the client means it: 00:30 belongs to the evening before. */
export function momentOf(day: string, at: string, dayEndsAt: string): Date {
  const [year = 0, month = 1, date = 1] = (at < dayEndsAt ? plusDays(day, 1) : day).split("-").map(Number);
  const [hour = 0, minute = 0] = at.split(":").map(Number);
  // A time that the clocks skip moves on by what they skip; of two, the first is meant: as on the server.
  return new Date(year, month - 1, date, hour, minute);
}

/** All times of one reminder on the days of `span`, in order. */
export function dues(reminder: AgreedReminder, meetings: readonly Meeting[], span: Span): Due[] {
  const { when, subject } = reminder;
  if (when.type === "after_sessions") return afterSessions(when.minutes, meetings).filter(({ day }) => day >= span.from && day <= span.to);
  const found: Due[] = [];
  for (let day = span.from; day <= span.to; day = plusDays(day, 1)) {
    if (!fallsOn(when, day)) continue;
    for (const at of new Set(when.at)) found.push({ name: `${day} ${at}`, day, at: momentOf(day, at, span.dayEndsAt), subject });
  }
  return found.sort((one, other) => one.at.getTime() - other.at.getTime());
}

type OnDays = Extract<AgreedReminder["when"], { type: "on_days" }>;

/** Whether a calendar reminder falls on a day: each `every`th one, or on its weekdays of each `every`th week. */
export function fallsOn({ first, last, every, weekdays }: OnDays, day: string): boolean {
  if (day < first || (last !== null && day > last)) return false;
  if (weekdays.length === 0) return daysBetween(first, day) % every === 0;
  return weekdays.includes(weekday(day)) && (daysBetween(monday(first), monday(day)) / 7) % every === 0;
}

const monday = (day: string): string => plusDays(day, -weekday(day));

function afterSessions(minutes: number, meetings: readonly Meeting[]): Due[] {
  const found = meetings.filter(takesPlace).map((meeting): Due => {
    const at = new Date(endsAt(meeting) + minutes * 60_000);
    return { name: meeting.id, day: meetingDay(meeting), at, subject: meeting.id };
  });
  return found.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Until when an answer counts: some days after its day, or until the same reminder is due again. */
export function openUntil(reminder: AgreedReminder, due: Due, all: readonly Due[], dayEndsAt: string): Date {
  const over = momentOf(plusDays(due.day, (reminder.stays ?? 1) + 1), dayEndsAt, "00:00");
  const next = all.find(({ at }) => at > due.at);
  return next !== undefined && next.at < over ? next.at : over;
}

export type LaterName = "minutes" | "hour" | "evening" | "tomorrow";

export interface LaterChoice {
  name: LaterName;
  until: Date;
}

const EVENING = "19:00";
const MORNING = "09:00";
const MINUTE = 60_000;

/** To when it can be put off: only while an answer still counts then. `today` is the day as the client means it. */
export function laterChoices(now: Date, today: string, open: Date, dayEndsAt: string): LaterChoice[] {
  const at = now.getTime();
  const evening = momentOf(today, EVENING, dayEndsAt);
  const all: LaterChoice[] = [
    { name: "minutes", until: new Date(at + 10 * MINUTE) },
    { name: "hour", until: new Date(at + 60 * MINUTE) },
    { name: "evening", until: evening },
    { name: "tomorrow", until: momentOf(plusDays(today, 1), MORNING, dayEndsAt) },
  ];
  return all.filter(({ name, until }) => until < open && (name !== "evening" || until.getTime() > at + 90 * MINUTE));
}

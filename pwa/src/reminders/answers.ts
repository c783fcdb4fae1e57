import type { Agreed, AgreedReminder } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { weekday } from "../i18n/calendar.ts";
import { readStop } from "./bodies.ts";
import { DAYS_BACK, type Occurrence } from "./occurrence.ts";
import { type About, type Due, dues } from "./rules.ts";

/** The kind of entry that answers each. */
const ANSWERS: Partial<Record<About, string>> = {
  homework: "homework",
  session: "alliance_check_in",
  look: "expectation_look",
  review: "expectation_review",
  outcome: "prediction_outcome",
};

/** Whether what an occurrence is about was answered. */
export function isAnswered({ about, subject, day }: Occurrence, entries: readonly SavedEntry[]): boolean {
  const anyDay = about !== "homework";
  return entries.some(
    (entry) => entry.kind === ANSWERS[about] && entry.subject === subject && !entry.withdrawn && (anyDay || entry.local_date === day),
  );
}

interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
}

/** A time of a reminder that was answered, but by something that only this phone knows of. */
export interface Stop {
  reminder: string;
  due: string;
}

/** What the server cannot know and has to be told, each once: that it may stop. It hears which time, and nothing else; and
 *  nothing at all from somebody who wants no reminders. */
export function stops({ agreed, entries, today }: Given): Stop[] {
  if (agreed.reminders?.turned_on !== true) return [];
  const told = new Set(entries.filter(({ kind }) => kind === "reminder_stop").map(({ subject, body }) => `${subject ?? ""}/${readStop(body)}`));
  const { day_ends_at: dayEndsAt, first_weekday } = agreed.practice;
  // The server finds a time by its name within nine days of now, so a day is left at either end.
  const span = { from: plusDays(today, 1 - DAYS_BACK), to: plusDays(today, DAYS_BACK - 1), dayEndsAt };
  return agreed.reminders.reminders.filter(({ on }) => on).flatMap((reminder) => {
    const mine = entries.filter(({ state, kind }) => state === "only_here" && kind === ANSWERS[reminder.about]);
    const answered = dues(reminder, agreed.meetings, span).filter((due) => answers(reminder, due, mine, entries, first_weekday));
    return answered.map(({ name }): Stop => ({ reminder: reminder.id, due: name })).filter((stop) => !told.has(`${stop.reminder}/${stop.due}`));
  });
}

/** Whether one time of a reminder is answered by one of `mine`, together with all that was `written` where days are
 *  counted. */
function answers(
  reminder: AgreedReminder,
  due: Due,
  mine: readonly SavedEntry[],
  written: readonly SavedEntry[],
  firstWeekday: number,
): boolean {
  const { about, when, times } = reminder;
  const same = mine.filter(({ subject }) => subject === due.subject);
  if (same.length === 0) return false;
  if (when.type === "after_sessions" || when.first === when.last) return true;
  if (same.some(({ local_date }) => local_date === due.day)) return true;
  if (times === null) return false;
  const begins = plusDays(due.day, -((weekday(due.day) - firstWeekday + 7) % 7));
  const inWeek = (entry: SavedEntry): boolean => entry.local_date >= begins && entry.local_date < plusDays(begins, 7);
  if (!same.some(inWeek)) return false;
  const all = written.filter((entry) => entry.kind === ANSWERS[about] && entry.subject === due.subject && !entry.withdrawn && inWeek(entry));
  return new Set(all.map(({ local_date }) => local_date)).size >= placeInWeek(due.day, times, firstWeekday);
}

/** The how-manieth of the evenly spread days of its week a day is, from 1: so many logs answer it. */
export function placeInWeek(day: string, times: number, firstWeekday: number): number {
  const often = Math.min(times, 7);
  const here = (weekday(day) - firstWeekday + 7) % 7;
  return Array.from({ length: often }, (_, n) => Math.floor((n * 7) / often)).filter((one) => one <= here).length;
}

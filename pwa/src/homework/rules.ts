import type { Assignment, DaysSchedule } from "../api/wire.ts";
import { day as dayOf, plusDays } from "../entry/day.ts";
import { daysBetween, weekday } from "../i18n/calendar.ts";

export type Answer = "done" | "partly" | "not_this_time";
export type SlotState = Answer | "no_word" | "open" | "ahead";

/** One expected log. `day` is null where any day of the week would do. Days are ISO dates. */
export interface Slot {
  day: string | null;
  state: SlotState;
}

/** What the rules need to know of an entry; in the order of writing, oldest first. */
export interface Report {
  local_date: string;
  answer: Answer;
  withdrawn: boolean;
}

/** `endedOn` is the day, in the practice's zone, on which the assignment was ended. */
export interface Terms {
  schedule: Assignment["schedule"];
  starts_on: string;
  ends_on: string | null;
  endedOn: string | null;
}

export interface Span {
  from: string;
  to: string;
  today: string;
  /** 0 is Monday. */
  firstWeekday: number;
}

/** A report made more than two days after its day is marked as late. */
export const LATE_AFTER_DAYS = 2;

const earliest = (...days: (string | null)[]): string | null =>
  days.reduce<string | null>((a, b) => (a === null || (b !== null && b < a) ? b : a), null);

export const lastDay = (terms: Terms): string | null => earliest(terms.ends_on, terms.endedOn);

export function within(terms: Terms, day: string): boolean {
  const last = lastDay(terms);
  return day >= terms.starts_on && (last === null || day <= last);
}

export function weekStart(day: string, firstWeekday: number): string {
  return plusDays(day, -((weekday(day) - firstWeekday + 7) % 7));
}

/** The answer that counts for each day: the last one written and not withdrawn. */
export function answersByDay(reports: readonly Report[]): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const report of reports) {
    if (!report.withdrawn) answers.set(report.local_date, report.answer);
  }
  return answers;
}

/** Every expected log of one assignment from `from` to `to`, both days included. */
export function slots(terms: Terms, reports: readonly Report[], span: Span): Slot[] {
  const answers = answersByDay(reports);
  return terms.schedule.type === "times_a_week"
    ? weeklySlots(terms, terms.schedule.times, answers, span)
    : datedSlots(terms, answers, span);
}

/** Whether a slot falls on `day`, for schedules with fixed days. */
export function slotOn(terms: Terms, day: string): boolean {
  const { schedule } = terms;
  if (!within(terms, day)) return false;
  if (schedule.type === "once") return schedule.on === day;
  return schedule.type === "days" && schedule.weekdays.includes(weekday(day)) && inItsWeeks(schedule, terms.starts_on, day);
}

/** Weeks count from Monday, wherever a practice begins them, and from the one in which the plan starts. */
function inItsWeeks({ every_weeks = 1 }: DaysSchedule, startsOn: string, day: string): boolean {
  return Math.floor(daysBetween(weekStart(startsOn, 0), day) / 7) % every_weeks === 0;
}

function datedSlots(terms: Terms, answers: Map<string, Answer>, span: Span): Slot[] {
  const found: Slot[] = [];
  for (let day = span.from; day <= span.to; day = plusDays(day, 1)) {
    if (slotOn(terms, day)) {
      found.push({ day, state: answers.get(day) ?? unanswered(terms, day, span.today) });
    }
  }
  return found;
}

function unanswered(terms: Terms, day: string, today: string): SlotState {
  if (day > today) return "ahead";
  if (day === today) return "open";
  // The next slot takes over on its own day, so that one homework never asks twice.
  return daysBetween(day, today) === 1 && !slotOn(terms, today) ? "open" : "no_word";
}

function weeklySlots(
  terms: Terms,
  times: number,
  answers: Map<string, Answer>,
  span: Span,
): Slot[] {
  const found: Slot[] = [];
  let week = weekStart(span.from, span.firstWeekday);
  for (; week <= span.to; week = plusDays(week, 7)) {
    found.push(...oneWeek(terms, times, week, answers, span));
  }
  return found;
}

function oneWeek(
  terms: Terms,
  times: number,
  week: string,
  answers: Map<string, Answer>,
  span: Span,
): Slot[] {
  const days = Array.from({ length: 7 }, (_, n) => plusDays(week, n)).filter((d) => within(terms, d));
  const last = days.at(-1);
  if (last === undefined) return [];
  const inSpan = (day: string): boolean => day >= span.from && day <= span.to;
  const found: Slot[] = [];
  let given = 0;
  for (const day of days) {
    const state = answers.get(day);
    if (state === undefined) continue;
    given += 1;
    if (inSpan(day)) found.push({ day, state });
  }
  // The rest of a week belongs to the span in which the week ends: two spans side by side never count it twice.
  if (inSpan(last)) {
    const state = restOfWeek(days[0] ?? last, last, answers, span.today);
    const rest = Math.min(times, days.length) - given;
    for (let n = 0; n < rest; n += 1) found.push({ day: null, state });
  }
  return found;
}

function restOfWeek(
  first: string,
  last: string,
  answers: Map<string, Answer>,
  today: string,
): SlotState {
  if (today > last) return "no_word";
  return today < first || answers.has(today) ? "ahead" : "open";
}

/** `zone` and `dayEndsAt` are the practice's: they say on which day it was ended. */
export function termsOf(
  assignment: Pick<Assignment, "schedule" | "starts_on" | "ends_on" | "ended_at">,
  zone: string,
  dayEndsAt: string,
): Terms {
  const { schedule, starts_on, ends_on, ended_at } = assignment;
  const endedOn = ended_at === null ? null : dayOf(new Date(ended_at), zone, dayEndsAt);
  return { schedule, starts_on, ends_on, endedOn };
}

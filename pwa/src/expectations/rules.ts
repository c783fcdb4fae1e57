import { plusDays } from "../entry/day.ts";
import { daysBetween } from "../i18n/calendar.ts";

/** What holds of an expectation. `likelihood` is in 100, of reaching at least this; null: not answered. */
export interface Standing {
  words: string;
  /** "YYYY-MM-DD" */
  by: string;
  likelihood: number | null;
}

/** What a later look says of it; null: unchanged. */
export type Changes = { [Part in keyof Standing]: Standing[Part] | null };

/** An expectation as it holds after its looks, which come in the order of writing. */
export function standing({ words, by, likelihood }: Standing, looks: readonly Changes[]): Standing {
  return looks.reduce<Standing>(
    (now, look) => ({ words: look.words ?? now.words, by: look.by ?? now.by, likelihood: look.likelihood ?? now.likelihood }),
    { words, by, likelihood },
  );
}

/** How likely it was first said to be: what is said later knows more, so it does not count. null: it was never said. */
export function firstSaid({ likelihood }: Standing, looks: readonly Changes[]): number | null {
  return [likelihood, ...looks.map((look) => look.likelihood)].find((said) => said !== null) ?? null;
}

/** Nearer than this there is nothing half-way to look at. */
const WORTH_A_LOOK_DAYS = 7;
/** So long a look is offered; whoever lets it pass is not asked again. */
const LOOK_DAYS = 7;
/** So long after its day a thing is still asked about. */
export const OPEN_DAYS = 14;
/** How far ahead Today looks. */
const COMING_DAYS = 7;

export interface Dates {
  /** The day it was written. */
  set: string;
  by: string;
  looked: boolean;
  reviewed: boolean;
}

/** What Today asks of one thing: the day it asks about it, and whether that day has come. */
export interface Asking {
  what: "look" | "review";
  day: string;
  state: "open" | "ahead";
}

/** At most one question about an expectation: a look half-way, later what happened. */
export function asking({ set, by, looked, reviewed }: Dates, today: string): Asking | null {
  if (reviewed) return null;
  const half = halfway(set, by);
  const looks = half !== null && !looked && today >= half && today < earlier(by, plusDays(half, LOOK_DAYS));
  return looks ? { what: "look", day: half, state: "open" } : due(by, today);
}

/** Half-way from the day it was set to its day; null where that is too near. */
export function halfway(set: string, by: string): string | null {
  const days = daysBetween(set, by);
  return days < WORTH_A_LOOK_DAYS ? null : plusDays(set, Math.floor(days / 2));
}

/** When the outcome of a prediction is asked: on its day, or the day after it was written. */
export const outcomeDay = (written: string, on: string | null): string => on ?? plusDays(written, 1);

/** What happened is asked from the day on, for two weeks. */
export function due(day: string, today: string): Asking | null {
  if (today > plusDays(day, OPEN_DAYS) || day > plusDays(today, COMING_DAYS)) return null;
  return { what: "review", day, state: today < day ? "ahead" : "open" };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Of so many, so many came about. */
export interface Tally {
  of: number;
  came: number;
}

/** Below this a count says nothing. */
export const TOO_FEW = 3;

interface Finished {
  /** As it was first said. */
  likelihood: number | null;
  /** The level reached, -2 to 2; null: rather not say. */
  level: number | null;
}

/** What was expected beside what happened. At exactly 50 it was thought neither likely nor unlikely; an answer that
 *  was not given counts nowhere. */
export function beside(finished: readonly Finished[]): { likely: Tally; unlikely: Tally } {
  const tally = (thought: (likelihood: number) => boolean): Tally => {
    const levels = finished.flatMap(({ likelihood, level }) =>
      likelihood !== null && level !== null && thought(likelihood) ? [level] : [],
    );
    return { of: levels.length, came: levels.filter((level) => level >= 0).length };
  };
  return { likely: tally((n) => n > 50), unlikely: tally((n) => n < 50) };
}

export type Happened = "yes" | "partly" | "no";

/** What was feared beside what happened: more of it is not better, so it is never added to the above. */
export function feared(happened: readonly Happened[]): Tally & { partly: number } {
  const times = (answer: Happened): number => happened.filter((one) => one === answer).length;
  return { of: happened.length, came: times("yes"), partly: times("partly") };
}

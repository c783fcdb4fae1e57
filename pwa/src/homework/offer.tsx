import type { Agreed, Assignment } from "../api/wire.ts";
import { current } from "../entry/current.ts";
import { day as dayOf, plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, nearDay, upperFirst } from "../i18n/dates.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import type { TodayItem } from "../ui/kind.ts";
import { HomeworkCard } from "./card.tsx";
import { readBody } from "./log.ts";
import { slots, termsOf, weekStart, type Report, type Slot, type Terms } from "./rules.ts";
import { placeAndTime } from "./said.ts";

/** How far ahead Today looks. */
const COMING_DAYS = 7;

export interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
  /** The phone's zone: it says on which day an entry was written. */
  zone: string;
}

/** What the homework room puts on Today, without its cards. */
export interface Offer {
  assignment: Assignment;
  day: string;
  state: "open" | "answered" | "ahead";
  entry: SavedEntry | null;
  /** Of "n times a week": how many days of this week have an answer. */
  given: number;
}

export function offers({ agreed, entries, today, zone }: Given): Offer[] {
  const { practice } = agreed;
  return agreed.homework.flatMap((assignment) => {
    if (assignment.ended_at !== null) return [];
    const terms = termsOf(assignment, practice.zone, practice.day_ends_at);
    const mine = current(entries.filter((entry) => entry.kind === "homework" && entry.subject === assignment.id));
    const written = answeredToday(mine, today, (at) => dayOf(new Date(at), zone, practice.day_ends_at));
    const found = expected(terms, reports(mine), today, practice.first_weekday);
    const answered = written.map((entry): Offer => ({ assignment, day: entry.local_date, state: "answered", entry, given: found.given }));
    return [...answered, ...found.slots.map(({ day, state }): Offer => ({ assignment, day, state, entry: null, given: found.given }))];
  });
}

export function reports(entries: readonly SavedEntry[]): Report[] {
  const found = entries.flatMap((entry): Report[] => {
    const body = readBody(entry.body);
    return body === null ? [] : [{ local_date: entry.local_date, answer: body.answer, withdrawn: entry.withdrawn }];
  });
  // The store lists the newest first.
  return found.reverse();
}

/** Short answers stand on Today until the day is over. */
function answeredToday(mine: readonly SavedEntry[], today: string, dayWritten: (at: string) => string): SavedEntry[] {
  const seen = new Set<string>();
  const yesterday = plusDays(today, -1);
  return mine.filter((entry) => {
    const recent = entry.local_date >= yesterday && entry.local_date <= today;
    if (!recent || entry.withdrawn || seen.has(entry.local_date)) return false;
    seen.add(entry.local_date);
    return dayWritten(entry.recorded_at) === today;
  });
}

function expected(terms: Terms, written: Report[], today: string, firstWeekday: number): { slots: { day: string; state: "open" | "ahead" }[]; given: number } {
  if (terms.schedule.type === "times_a_week") return thisWeek(terms, written, today, firstWeekday);
  const span = { from: plusDays(today, -1), to: plusDays(today, COMING_DAYS), today, firstWeekday };
  const all = slots(terms, written, span);
  const open = all.filter((slot) => slot.state === "open");
  const next = all.filter((slot) => slot.state === "ahead").slice(0, 1);
  return { slots: [...open, ...next].flatMap(dated), given: 0 };
}

function dated({ day, state }: Slot): { day: string; state: "open" | "ahead" }[] {
  return day !== null && (state === "open" || state === "ahead") ? [{ day, state }] : [];
}

/** Any day of the week will do, so there is one card at most, and it is about today. */
function thisWeek(terms: Terms, written: Report[], today: string, firstWeekday: number): { slots: { day: string; state: "open" | "ahead" }[]; given: number } {
  const from = weekStart(today, firstWeekday);
  const week = slots(terms, written, { from, to: plusDays(from, 6), today, firstWeekday });
  const given = week.filter((slot) => slot.day !== null).length;
  const rest = week.find((slot) => slot.day === null);
  const state = rest?.state;
  return { slots: state === "open" || state === "ahead" ? [{ day: today, state }] : [], given };
}

const text = t.homework;

export function tagOf({ assignment, day, given, state }: Offer, today: string): string {
  if (day < today) return state === "answered" ? text.tagWasYesterday : text.tagYesterday;
  if (assignment.schedule.type !== "times_a_week") return text.tagToday;
  const any = text.tagWeek(assignment.schedule.times);
  return given === 0 ? any : `${any}. ${text.weekSoFar(given)}`;
}

function comingOf(offer: Offer, today: string): string {
  const { assignment, day } = offer;
  if (assignment.schedule.type === "times_a_week") return tagOf(offer, today);
  const near = nearDay(day, today);
  const when = near === null ? dayName(day, today) : upperFirst(near);
  const place = placeAndTime(assignment);
  return place === null ? when : text.coming(when, place);
}

export function offer(given: Given, store: Store): TodayItem[] {
  return offers(given).map((one) => ({
    key: `${one.assignment.id}/${one.day}`,
    day: one.day,
    state: one.state,
    title: one.assignment.what,
    when: comingOf(one, given.today),
    card: () => <HomeworkCard offer={one} tag={tagOf(one, given.today)} today={given.today} store={store} />,
  }));
}

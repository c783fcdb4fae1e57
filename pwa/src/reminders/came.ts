import type { DeliveryItem, DeliveryStep } from "../api/wire.ts";
import { zone } from "../clock/clock.ts";
import { day as dayOf, plusDays } from "../entry/day.ts";
import { dateOf, dayMoment, dayName, moment, nearDay, timeOf, upperFirst } from "../i18n/dates.ts";
import { text } from "../i18n/reminders.ts";
import { momentOf } from "./rules.ts";

/** One dot on the line of how far a reminder came. */
export interface Dot {
  on: boolean;
  text: string;
}

/** What became of one occurrence, in words. */
export interface Came {
  when: string;
  /** A line for each attempt. */
  paths: Dot[][];
  hints: string[];
}

export interface Clock {
  now: Date;
  today: string;
  dayEndsAt: string;
}

const dot = (on: boolean, said: string): Dot => ({ on, text: said });

export function cameOf(item: DeliveryItem, clock: Clock): Came {
  const { steps, why } = item;
  const paths = steps.map((step) => pathOf(step, item, clock));
  const answered = why === "answered" ? [dot(true, text.step.answered)] : [];
  const last = paths.at(-1);
  if (last === undefined) paths.push(why === "answered" ? answered : [dot(false, why === null ? text.step.waiting : text.step.notSent)]);
  else last.push(...answered);
  return { when: upperFirst(dayMoment(item.due_at, clock.today)), paths, hints: hintsOf(item, clock) };
}

const nths: Partial<Record<DeliveryStep["nth"], string>> = text.nth;

function pathOf(step: DeliveryStep, { due_at, why, steps }: DeliveryItem, { today }: Clock): Dot[] {
  const time = (at: string): string => (dateOf(at) === dateOf(due_at) ? timeOf(at) : moment(at, today));
  const path = [dot(step.accepted_at !== null, sentSaid(step))];
  if (step.accepted_at !== null) {
    const missing = why === null ? text.step.notShown : text.step.neverShown;
    path.push(step.shown_at === null ? dot(false, missing) : dot(true, text.step.shown(time(step.shown_at))));
    if (step.opened_at !== null) path.push(dot(true, text.step.opened(time(step.opened_at))));
  }
  const [first] = path;
  const nth = nths[step.nth];
  // Which phone it was matters only where there are several.
  const phones = new Set(steps.map(({ phone }) => phone)).size;
  if (first !== undefined && nth !== undefined) first.text = text.step.on(nth, first.text);
  if (first !== undefined && phones > 1 && step.phone !== "") first.text = text.step.on(step.phone, first.text);
  return path;
}

function sentSaid({ accepted_at, failed }: DeliveryStep): string {
  if (accepted_at !== null) return text.step.sent;
  return failed === null ? text.step.waiting : text.step.notSent;
}

const failures: Record<string, string> = text.failed;

function hintsOf(item: DeliveryItem, clock: Clock): string[] {
  const { why, steps, about, later_until } = item;
  const failed = [...new Set(steps.flatMap((step) => (step.failed === null ? [] : [failures[step.failed] ?? text.failed.other])))];
  if (why !== null) return [...failed, whySaid(item)].filter((said) => said !== "");
  const later = later_until !== null && Date.parse(later_until) > clock.now.getTime() ? [text.laterUntil(ahead(later_until, clock.today))] : [];
  const waits = steps.some(({ accepted_at, shown_at }) => accepted_at !== null && shown_at === null) ? [text.notYetShown] : [];
  const open = about === "test" ? [] : [text.stillOpen(untilSaid(new Date(item.open_until), clock))];
  return [...failed, ...later, ...waits, ...open];
}

function whySaid({ why, steps, about }: DeliveryItem): string {
  if (why === null || (about === "test" && why === "over")) return "";
  if (why !== "answered") return text.why[why];
  if (steps.length === 0) return text.why.answeredBefore;
  return steps.some(({ opened_at }) => opened_at !== null) ? "" : text.why.answeredAlone;
}

/** "the end of Sunday" where it is open until the day is over. */
function untilSaid(until: Date, { today, dayEndsAt }: Clock): string {
  const day = dayOf(new Date(until.getTime() - 1), zone(), dayEndsAt);
  const wholeDay = momentOf(plusDays(day, 1), dayEndsAt, "00:00").getTime() === until.getTime();
  const said = nearDay(day, today) ?? dayName(day, today);
  return wholeDay ? text.endOf(said) : ahead(until.toISOString(), today);
}

/** When something comes: "tomorrow, 17:00", "Sunday 29 November, 17:00". */
export function ahead(at: string, today: string): string {
  const day = dateOf(at);
  return `${nearDay(day, today) ?? dayName(day, today)}, ${timeOf(at)}`;
}

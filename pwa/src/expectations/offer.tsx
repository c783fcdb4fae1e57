import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import { day as dayOf } from "../entry/day.ts";
import { Answered } from "../form/answered.tsx";
import { t } from "../i18n/catalogue.ts";
import { dayName, nearDay, upperFirst } from "../i18n/dates.ts";
import type { SavedEntry } from "../entry/entry.ts";
import type { TodayItem } from "../ui/kind.ts";
import { offerAgain } from "./again.tsx";
import { found, type Expectation, type Prediction, type Read } from "./found.ts";
import { levelSaid } from "./levels.ts";
import { asking, due, outcomeDay, type Asking } from "./rules.ts";

const text = t.expectations;

interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
  /** The phone's zone: it says on which day an entry was written. */
  zone: string;
}

/** What Today shows of one thing. */
interface Thing {
  id: string;
  words: string;
  path: string;
  /** The day that a look is half-way to. */
  by: string;
  ask: Asking | null;
  /** What was answered; null while it was not. */
  answer: Answer | null;
}

interface Answer {
  entry: SavedEntry;
  tag: string;
  said: string;
}

const ofExpectation = ({ entry, holds, looks, review }: Expectation, today: string): Thing => {
  const dates = { set: entry.local_date, by: holds.by, looked: looks.length > 0, reviewed: review !== null };
  const answer = review === null ? lookedAt(looks.at(-1)) : { entry: review.entry, tag: text.tagReviewed, said: levelSaid(review.body.level) };
  return { id: entry.id, words: holds.words, path: `/expectations/${entry.id}`, by: holds.by, ask: asking(dates, today), answer };
};

const lookedAt = (look: Read<"expectation_look"> | undefined): Answer | null =>
  look === undefined ? null : { entry: look.entry, tag: text.tagLooked, said: text.looks[look.body.looks] };

const ofPrediction = ({ entry, body, outcome }: Prediction, today: string): Thing => {
  const by = outcomeDay(entry.local_date, body.on);
  const ask = outcome === null ? due(by, today) : null;
  const answer = outcome === null ? null : { entry: outcome.entry, tag: text.tagReviewed, said: text.asFeared[outcome.body.happened] };
  return { id: entry.id, words: body.situation, path: `/predictions/${entry.id}`, by, ask, answer };
};

/** What is open, and what was answered today; one card at most for each thing, and one for therapy itself. */
export function offer({ agreed, entries, today, zone }: Given): TodayItem[] {
  const all = found(entries);
  const { expectations, predictions } = all;
  const things = [...expectations.map((one) => ofExpectation(one, today)), ...predictions.map((one) => ofPrediction(one, today))];
  const { day_ends_at } = agreed.practice;
  const writtenToday = ({ entry }: Answer): boolean => dayOf(new Date(entry.recorded_at), zone, day_ends_at) === today;
  const ofThings = things.flatMap((thing): TodayItem[] => {
    const { ask, answer } = thing;
    if (ask?.state === "open") return [item(thing, ask.day, "open", today, <Open thing={thing} ask={ask} today={today} />)];
    if (answer !== null && writtenToday(answer)) {
      return [item(thing, today, "answered", today, <Said thing={thing} answer={answer} today={today} />)];
    }
    return ask === null ? [] : [item(thing, ask.day, "ahead", today, null)];
  });
  return [...ofThings, ...offerAgain(agreed, all, today)];
}

function item(thing: Thing, day: string, state: TodayItem["state"], today: string, card: VNode | null): TodayItem {
  const when = upperFirst(nearDay(day, today) ?? dayName(day, today));
  return { key: thing.id, day, state, title: thing.words, when: text.coming(when), card: () => card };
}

function tagOf({ what, day }: Asking, by: string, today: string): string {
  if (what === "look") return text.tagLook(dayName(by, today));
  return day === today ? text.tagToday : text.tagStill(dayName(day, today));
}

interface CardProps {
  thing: Thing;
  today: string;
}

function Open({ thing, ask, today }: CardProps & { ask: Asking }): VNode {
  const { words, path, by } = thing;
  const looks = ask.what === "look";
  return (
    <article class="card">
      <p class="tag">{tagOf(ask, by, today)}</p>
      <h2 class="words" dir="auto">
        {words}
      </h2>
      <div class="acts">
        <a class="btn" href={looks ? `${path}/look` : path}>
          {looks ? text.cardLook : text.cardReview}
        </a>
      </div>
    </article>
  );
}

function Said({ thing, answer, today }: CardProps & { answer: Answer }): VNode {
  const place = useRef<HTMLParagraphElement>(null);
  return (
    <article class="card">
      <p class="tag">{answer.tag}</p>
      <h2 class="words" dir="auto">
        {thing.words}
      </h2>
      <Answered
        {...{ today, place }}
        entry={answer.entry}
        said={answer.said}
        change={{ href: thing.path, name: text.seeIt }}
        busy={false}
      />
    </article>
  );
}

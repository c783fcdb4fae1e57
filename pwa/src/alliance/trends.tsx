import type { VNode } from "preact";
import type { Agreed, Chart as Series } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry } from "../store/types.ts";
import { Chart } from "../ui/chart.tsx";
import { Section } from "../ui/pieces.tsx";
import { ratings } from "./rating.ts";
import { sittings, usualOf, type Sitting } from "./rules.ts";

const text = t.alliance;
/** So many sessions are drawn: more would not be told apart on a phone. */
const DRAWN = 16;
/** From so many numbers on, a series is drawn. */
const ENOUGH = 3;

export interface TrendsProps {
  entries: readonly SavedEntry[];
  agreed: Agreed;
  today: string;
  now: Date;
}

/** How sessions felt, one after the other. Nothing before the first rating. */
export function Trends({ entries, agreed, today, now }: TrendsProps): VNode | null {
  const dayEndsAt = agreed.practice.day_ends_at;
  const found = sittings(ratings(entries), agreed.meetings, { now, today, dayEndsAt });
  if (!found.some(({ rating }) => rating !== null)) return null;
  return (
    <Section title={text.trends} id="felt">
      <Chart {...seriesOf(found, "safety", today)} />
      <Chart {...seriesOf(found, "respect", today)} />
    </Section>
  );
}

export function seriesOf(found: readonly Sitting[], item: "safety" | "respect", today: string): Series {
  const all = found.map(({ rating, ...one }) => ({ ...one, value: rating?.[item] ?? null }));
  const drawn = all.filter(({ late }) => !late).slice(-DRAWN);
  const late = all.filter((one) => one.late && one.value !== null).length;
  const numbers = drawn.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  const newest = numbers.at(-1);
  const lateSaid = late === 0 ? [] : [text.late(late)];
  const title = item === "safety" ? text.safeTitle : text.respectTitle;
  if (newest === undefined || numbers.length < ENOUGH) {
    const few = numbers.length === 0 ? text.none : text.few(numbers.length);
    return { title, finding: [{ text: few }], basis: [...lateSaid, text.means].join(" "), usual: null, points: [] };
  }
  const usual = usualOf(numbers.slice(0, -1).map(({ value }) => value));
  return {
    title,
    finding: [
      { text: text.newest(dayPlain(newest.day, today), newest.value) },
      { text: usual === null ? text.noUsual : text.usually(usual) },
    ],
    basis: [text.rests(numbers.length), ...lateSaid, text.means].join(" "),
    usual,
    points: drawn.map(({ day, value, ratherNot }) => ({
      at: dayPlain(day, today),
      value,
      missing: value !== null ? null : ratherNot ? text.said.rather_not : later.chart.notAnswered,
    })),
  };
}

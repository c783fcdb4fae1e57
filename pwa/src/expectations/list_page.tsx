import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import { Page } from "../ui/page.tsx";
import { Row, Section } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import type { FormProps } from "./form.tsx";
import { found, type Expectation, type Prediction } from "./found.ts";
import { levelSaid } from "./levels.ts";
import { beside, feared, TOO_FEW, type Tally } from "./rules.ts";
import { likelihoodSaid } from "./said.ts";

const text = t.expectations;

/** What I expect, what came of it, and ways to write something new. */
export function ListPage({ store, today }: Pick<FormProps, "store" | "today">): VNode {
  const { expectations, predictions, therapy } = found(store.entries.value);
  const open = expectations.filter(({ review }) => review === null);
  const ahead = predictions.filter(({ outcome }) => outcome === null);
  return (
    <Page title={text.title} lede={text.lede} back={{ href: "/", name: t.today }}>
      {open.length === 0 ? null : (
        <Section title={text.mine} id="open">
          <ul class="rows">
            {open.map((one) => (
              <OpenRow key={one.entry.id} one={one} today={today} />
            ))}
          </ul>
        </Section>
      )}
      {ahead.length === 0 ? null : (
        <Section title={text.predictionsOpen} id="predictions">
          <ul class="rows">
            {ahead.map((one) => (
              <PredictionRow key={one.entry.id} one={one} today={today} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={text.add} id="add">
        <ul class="rows">
          <Row icon="pen" href="/expectations/new">
            <b>{text.addOne}</b>
            <span class="hint">{text.addOneHint}</span>
          </Row>
          <Row icon="pen" href="/predictions/new">
            <b>{text.addPrediction}</b>
            <span class="hint">{text.addPredictionHint}</span>
          </Row>
          <Row icon="pen" href="/expectations/therapy">
            <b>{text.therapy}</b>
            <span class="hint">
              {therapy === null ? text.therapyNone : text.therapySaid(dayName(therapy.entry.local_date, today))}
            </span>
          </Row>
        </ul>
      </Section>
      <LookedBack expectations={expectations} />
      <CameOf predictions={predictions} />
      {store.complete.value ? null : <p class="hint">{t.loading}</p>}
    </Page>
  );
}

function OpenRow({ one, today }: { one: Expectation; today: string }): VNode {
  const { entry, holds } = one;
  const day = dayName(holds.by, today);
  const likely = likelihoodSaid(one, today);
  return (
    <Row href={`/expectations/${entry.id}`}>
      <span class="words" dir="auto">
        {holds.words}
      </span>
      <span class="hint">{holds.by < today ? text.was(day) : text.by(day)}</span>
      {likely === null ? null : <span class="hint">{likely}</span>}
      <Proof entry={entry} today={today} />
    </Row>
  );
}

function PredictionRow({ one, today }: { one: Prediction; today: string }): VNode {
  const { entry, body } = one;
  return (
    <Row href={`/predictions/${entry.id}`}>
      <span class="words" dir="auto">
        {body.situation}
      </span>
      {body.on === null ? null : <span class="hint">{dayName(body.on, today)}</span>}
      <Proof entry={entry} today={today} />
    </Row>
  );
}

/** What was expected beside what happened: in counts, then one by one, the latest first. */
function LookedBack({ expectations }: { expectations: readonly Expectation[] }): VNode | null {
  const back = expectations.filter(({ review }) => review !== null).reverse();
  if (back.length === 0) return null;
  const counted = back.map(({ thought, review }) => ({ likelihood: thought, level: review?.body.level ?? null }));
  return (
    <Section title={text.beside} id="beside">
      {counts(beside(counted)).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ul class="rows">
        {back.map(({ entry, holds, review }) => (
          <Row key={entry.id} href={`/expectations/${entry.id}`}>
            <span class="words" dir="auto">
              {holds.words}
            </span>
            <span class="hint">{levelSaid(review?.body.level ?? null)}</span>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

/** Counts as sentences. What is too few is said, not counted. */
function counts({ likely, unlikely }: { likely: Tally; unlikely: Tally }): string[] {
  const enough = ({ of }: Tally): boolean => of >= TOO_FEW;
  if (!enough(likely) && !enough(unlikely)) return [text.tooFew];
  return [
    enough(likely) ? text.likely(likely.of, likely.came) : text.tooFewLikely,
    enough(unlikely) ? text.unlikely(unlikely.of, unlikely.came) : text.tooFewUnlikely,
  ];
}

/** Apart from the above: here more is not better. */
function CameOf({ predictions }: { predictions: readonly Prediction[] }): VNode | null {
  const over = predictions.flatMap(({ entry, body, outcome }) => (outcome === null ? [] : [{ entry, body, outcome }])).reverse();
  if (over.length === 0) return null;
  const { of, came, partly } = feared(over.map(({ outcome }) => outcome.body.happened));
  return (
    <Section title={text.predictions} id="came-of">
      <p>{of < TOO_FEW ? text.tooFewFeared : text.feared(of, came, partly)}</p>
      <ul class="rows">
        {over.map(({ entry, body, outcome }) => (
          <Row key={entry.id} href={`/predictions/${entry.id}`}>
            <span class="words" dir="auto">
              {body.situation}
            </span>
            <span class="hint">{text.asFeared[outcome.body.happened]}</span>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

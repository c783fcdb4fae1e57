import type { ComponentChildren, VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { dayName, dayPlain } from "../i18n/dates.ts";
import { Facts } from "../ui/facts.tsx";
import type { Line } from "../ui/kind.ts";
import { Words } from "../ui/pieces.tsx";
import type { Expectation } from "./found.ts";
import { likelihoodSaid } from "./said.ts";

const text = t.expectations;

/** What was expected, as it holds, in a card. */
export function Wrote({ one, today }: { one: Expectation; today: string }): VNode {
  const { entry, body, holds, looks } = one;
  const lines: Line[] = [
    { name: text.byName, value: dayName(holds.by, today) },
    { name: text.likelyName, value: likelihoodSaid(one, today) },
    ...(body.in_the_way === null ? [] : [{ name: text.inTheWayName, value: body.in_the_way, own: true }]),
    ...looks.map((look) => ({
      name: text.lookedName(dayPlain(look.entry.local_date, today)),
      value: text.lookedAt(text.looks[look.body.looks], text.thenSaid[look.body.then]),
    })),
  ];
  return (
    <div class="card">
      <p class="tag">{text.wrote(dayPlain(entry.local_date, today))}</p>
      <p class="big" dir="auto">
        <Words>{holds.words}</Words>
      </p>
      <Facts lines={lines} />
    </div>
  );
}

interface BesideProps {
  expectedName: string;
  expected: string;
  expectedHint: string | null;
  happened: ComponentChildren;
}

/** What was expected and what happened, side by side and without a verdict. */
export function Beside({ expectedName, expected, expectedHint, happened }: BesideProps): VNode {
  return (
    <section class="card" aria-labelledby="side-by-side" aria-live="polite">
      <h2 class="tag" id="side-by-side">
        {text.sideBySide}
      </h2>
      <div class="beside">
        <div>
          <p class="hint">{expectedName}</p>
          <p class="words" dir="auto">
            {expected}
          </p>
          {expectedHint === null ? null : <p class="hint">{expectedHint}</p>}
        </div>
        <div>
          <p class="hint">{text.happenedIs}</p>
          {happened}
        </div>
      </div>
      <p class="hint">{text.oneIsOne}</p>
    </section>
  );
}

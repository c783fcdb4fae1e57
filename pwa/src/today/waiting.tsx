import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Described } from "../ui/kind.ts";
import { Row, Section } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";

/** So many are drawn at once: each round of sending draws the list anew. */
export const AT_ONCE = 20;

export interface WaitingProps {
  waiting: readonly SavedEntry[];
  today: string;
  describe: (entry: SavedEntry) => Described;
}

/** What is still to be sent, the newest first; more on request. */
export function Waiting({ waiting, today, describe }: WaitingProps): VNode {
  const [shown, setShown] = useState(AT_ONCE);
  const older = waiting.length - shown;
  return (
    <Section title={t.day.waitingList} id="waiting">
      <ul class="rows">
        {waiting.slice(0, shown).map((entry) => (
          <Row key={entry.id} href={`/history/${entry.id}`}>
            <b dir="auto">{describe(entry).title}</b>
            <Proof entry={entry} today={today} />
          </Row>
        ))}
      </ul>
      {older > 0 ? (
        <button
          class="btn"
          type="button"
          onClick={() => {
            setShown(shown + AT_ONCE);
          }}
        >
          {t.log.older(older)}
        </button>
      ) : null}
    </Section>
  );
}

import type { VNode } from "preact";
import type { HelpLine } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { Note, Row, Section } from "./pieces.tsx";

interface HelpProps {
  /** null where none have come yet. */
  lines: readonly HelpLine[] | null;
  note?: string;
  cover?: string | null;
}

/** Whom to call, offline too. */
export function Help({ lines, note, cover }: HelpProps): VNode {
  return (
    <Section title={t.between.help} id="help">
      <Note icon="warn" tone="ask" title={t.between.helpTitle}>
        {cover == null ? null : <p>{cover}</p>}
        {note === undefined ? null : <p>{note}</p>}
        {lines === null ? <p>{t.between.helpNoneYet}</p> : lines.length === 0 ? <p>{t.between.helpNone}</p> : null}
      </Note>
      {lines === null || lines.length === 0 ? null : (
        <>
          <ul class="rows">
            {lines.map((line) => (
              <Row key={line.name + line.number} icon="call" href={`tel:${line.number.replace(/[^+\d*#]/g, "")}`}>
                <b>{`${line.name}, `}<bdi>{line.number}</bdi></b>
                <span class="hint">{line.hours}</span>
              </Row>
            ))}
          </ul>
          <p class="hint">{t.numbersHere}</p>
        </>
      )}
    </Section>
  );
}

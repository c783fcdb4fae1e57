import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayHeading } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry, SyncStatus } from "../store/types.ts";
import type { Described } from "../ui/kind.ts";
import { Page } from "../ui/page.tsx";
import { Kept, NobodyWatches, Note, Row, Section } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import { StatusLine } from "../ui/status_line.tsx";
import { byDay, type Day } from "./days.ts";
import { receiptLines } from "./receipt.ts";

/** So many are drawn at once; more on request, for old phones with years of entries. */
const PAGE_SIZE = 40;

export interface HistoryProps {
  agreed: Agreed | null;
  entries: readonly SavedEntry[];
  /** False while older entries are still being opened. */
  complete: boolean;
  status: SyncStatus;
  /** How many of what is only here do not open. */
  unreadableHere: number;
  today: string;
  /** Who can read an entry, as it is said; null where that is nothing to say. */
  reader: (entry: SavedEntry) => string | null;
  /** What somebody else wrote, by id. */
  notMine: ReadonlyMap<string | null, SavedEntry>;
  describe: (entry: SavedEntry) => Described;
  /** What the rooms have to show over time. */
  trends: ComponentChildren;
}

export function HistoryPage(props: HistoryProps): VNode {
  const { entries, complete, status, today } = props;
  const [shown, setShown] = useState(PAGE_SIZE);
  const refused = entries.filter((entry) => entry.state === "refused");
  const nothing = entries.length === 0 && complete;
  const older = entries.length - shown;
  return (
    <Page
      place="history"
      title={nothing ? t.log.empty : t.log.title}
      {...(nothing ? { lede: t.log.emptyLede } : {})}
      under={<StatusLine standing={status} today={today} any={entries.length > 0} />}
    >
      {refused.length === 0 ? null : <Refused refused={refused} describe={props.describe} />}
      <Unreadable count={status.unreadable} text={t.state.unreadableText} />
      <Unreadable count={props.unreadableHere} text={t.state.unreadableHereText} />
      {props.trends}
      {entries.length === 0 ? null : (
        <Section title={t.log.wrote} id="entries">
          {byDay(entries.slice(0, shown)).map((day) => (
            <OneDay key={day.day} day={day} {...props} />
          ))}
          {older > 0 ? (
            <button
              class="btn"
              type="button"
              onClick={() => {
                setShown(shown + PAGE_SIZE);
              }}
            >
              {t.log.older(older)}
            </button>
          ) : null}
        </Section>
      )}
      {complete ? null : <p class="hint">{t.loading}</p>}
      <NobodyWatches />
    </Page>
  );
}

function Unreadable({ count, text }: { count: number; text: string }): VNode | null {
  if (count === 0) return null;
  return (
    <Note icon="lock" tone="grey" title={t.state.unreadable(count)}>
      <p>{text}</p>
    </Note>
  );
}

function Refused({ refused, describe }: { refused: readonly SavedEntry[]; describe: HistoryProps["describe"] }): VNode {
  return (
    <Note icon="warn" tone="stop" title={t.state.refused(refused.length)}>
      <p>{t.log.refusedLede}</p>
      <ul>
        {refused.map((entry) => (
          <li key={entry.id}>
            <a class="reach" href={`/history/${entry.id}`}>
              {describe(entry).title}
            </a>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function OneDay({ day, agreed, today, reader, describe, notMine }: HistoryProps & { day: Day }): VNode {
  return (
    <>
      <h3 class="day">{dayHeading(day.day, today)}</h3>
      <ul class="rows">
        {day.entries.map((entry) => {
          const read = receiptLines(agreed, entry.id, today).at(-1);
          const said = notMine.has(entry.id) ? later.notMine.short : reader(entry);
          return (
            <Row key={`${entry.id}/${String(entry.revision)}/${entry.device ?? ""}`} href={`/history/${entry.id}`}>
              <b dir="auto">{describe(entry).title}</b>
              {said === null || read !== undefined ? null : <span class="hint">{said}</span>}
              <Proof entry={entry} today={today} />
              {read === undefined ? null : <Kept as="plain">{read}</Kept>}
            </Row>
          );
        })}
      </ul>
    </>
  );
}

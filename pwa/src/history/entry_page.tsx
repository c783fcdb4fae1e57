import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { marks } from "../entry/not_mine.ts";
import { t } from "../i18n/catalogue.ts";
import { daysBetween } from "../i18n/calendar.ts";
import { dateOf, dayName, moment, upperFirst } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { Facts } from "../ui/facts.tsx";
import type { Described } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Kept, Row, Section } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import { markLines } from "./marks.ts";
import { receiptLines } from "./receipt.ts";
import { NotMine } from "./not_mine.tsx";
import { RefusedPage } from "./refused_page.tsx";
import { Withdraw } from "./withdraw.tsx";

/** Later than this many days, the history says so, as the therapist's page does. */
const LATE_AFTER_DAYS = 2;

export interface EntryProps {
  store: Store;
  agreed: Agreed | null;
  id: string;
  today: string;
  /** The day by the server's clock: the phone's own may be what a refusal was about. */
  serverToday: string;
  /** Who can read an entry, as it is said; null where that is nothing to say. */
  reader: (entry: SavedEntry) => string | null;
  describe: (entry: SavedEntry) => Described;
  /** Where the entry can be changed; null where it cannot. */
  route: (entry: SavedEntry) => string | null;
  /** False for what stands for itself, such as a consent: it is not taken back here. */
  mayWithdraw: (entry: SavedEntry) => boolean;
}

const back = { href: "/history", name: t.history };

export function EntryPage(props: EntryProps): VNode {
  const { store, id } = props;
  const versions = store.entries.value.filter((entry) => entry.id === id);
  const [entry] = versions;
  if (entry === undefined) {
    const known = store.complete.value;
    return <Page title={known ? t.log.gone : t.loading} {...(known ? { lede: t.log.goneLede } : {})} back={back} />;
  }
  if (entry.state === "refused") return <RefusedPage {...props} entry={entry} />;
  return <Versions {...props} entry={entry} versions={versions} />;
}

function Versions(props: EntryProps & { entry: SavedEntry; versions: readonly SavedEntry[] }): VNode {
  const { agreed, entry, versions, today, describe, route, mayWithdraw, store } = props;
  const change = marks(store.entries.value).has(entry.id) ? null : route(entry);
  const name = agreed === null ? "" : callName(agreed.therapist.name);
  const unsent = entry.state === "waiting" || entry.state === "newer";
  return (
    <Page title={describe(entry).title} tab={t.log.entry} back={back} when={upperFirst(dayName(entry.local_date, today))}>
      {versions.length < 2 ? null : <p>{t.log.conflictText}</p>}
      {versions.map((one) => (
        <OneVersion key={`${String(one.revision)}/${one.device ?? ""}`} {...props} entry={one} />
      ))}
      <div class="sec">
        {change === null && !unsent ? null : (
          <ul class="rows">
            {change === null ? null : (
              <Row icon="pen" href={change}>
                {t.log.change}
              </Row>
            )}
            {unsent ? (
              <Row icon="here" href="/my-phone/rescue">
                {later.rescue.row}
              </Row>
            ) : null}
          </ul>
        )}
        {mayWithdraw(entry) && entry.share !== "only_here" ? <NotMine {...{ store, entry, name }} /> : null}
        {mayWithdraw(entry) ? <Withdraw {...{ store, entry, name }} /> : null}
      </div>
    </Page>
  );
}

interface VersionProps extends EntryProps {
  entry: SavedEntry;
}

function OneVersion({ store, agreed, entry, today, reader, describe }: VersionProps): VNode {
  const notMine = marks(store.entries.value).has(entry.id);
  const late = daysBetween(entry.local_date, dateOf(entry.recorded_at, entry.zone));
  const written = moment(entry.recorded_at, today);
  const lines = describe(entry).lines;
  const read = receiptLines(agreed, entry.id, today);
  const said = notMine ? null : reader(entry);
  return (
    <Section title={notMine ? later.notMine.short : t.log.entry} id={`entry-${String(entry.revision)}`}>
      <div class="card">
        <Facts lines={lines} />
        <p class="hint">
          {late > LATE_AFTER_DAYS ? t.log.writtenLate(written, t.log.late(late)) : t.log.written(written)}
        </p>
        {said === null || (read.length > 0 && !entry.bring_up) ? null : <p class="hint">{said}</p>}
        <p>
          <Proof entry={entry} today={today} />
        </p>
        {[...read, ...markLines(agreed, entry, today)].map((line) => (
          <p key={line}>
            <Kept as="plain">{line}</Kept>
          </p>
        ))}
      </div>
    </Section>
  );
}

import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed, Opened } from "../api/wire.ts";
import type { Api } from "../api/api.ts";
import type { Reach } from "../entry/entry.ts";
import { usualShare } from "../form/usual_share.ts";
import { dateOf, dayMoment, dayPlain, upperFirst } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Note, Row, Section } from "../ui/pieces.tsx";
import { SharePick, WhoReads } from "../ui/share.tsx";
import { StatusLine } from "../ui/status_line.tsx";
import { Install } from "./install.tsx";
import { atHome } from "./install_offer.ts";
import { MyCopies } from "./my_copies.tsx";
import { Stop } from "./stop.tsx";
import { StorageRow } from "./storage_row.tsx";

const text = later.myPhone;
/** So many stand here; all of them are one tap away. */
const OPENED_SHOWN = 5;

export interface MyPhoneProps {
  store: Store;
  api: Api;
  agreed: Agreed | null;
  /** What has to be said before all else. */
  notice: ComponentChildren;
  today: string;
  meets: string | null;
  /** The day this phone joined, as it was noted then. */
  joinedOn: string | null;
  version: string;
  updateReady: boolean;
  /** What the app's own lock shows here. */
  lock: { rows: ComponentChildren; privacy: ComponentChildren };
  onStopped: () => void;
}

export function MyPhonePage(props: MyPhoneProps): VNode {
  const { store, lock, notice, agreed, today, meets, joinedOn, version, updateReady } = props;
  const status = store.status.value;
  const entries = store.entries.value;
  // Older entries may still be opening: then no number is said.
  const sent = store.complete.value ? new Set(entries.filter(({ state }) => state === "sent").map(({ id }) => id)).size : 0;
  return (
    <Page
      title={text.openedTitle}
      place="myPhone"
      under={<StatusLine standing={status} today={today} any={entries.length > 0} sent={sent} />}
    >
      {notice}
      {updateReady ? (
        <Note icon="info" title={text.newVersion}>
          <p>{text.newVersionText}</p>
        </Note>
      ) : null}
      <ul class="rows">
        <Row icon="phone">
          <b>{joinedOn === null ? text.joinedPlain : text.joined(dayPlain(dateOf(joinedOn), today))}</b>
          <span class="hint">{text.version(version)}</span>
        </Row>
        <StorageRow />
        {lock.rows}
        <Row icon="bell" href="/reminders">
          <b>{later.remindersScreens.name}</b>
          <span class="hint">{later.remindersScreens.row}</span>
        </Row>
      </ul>
      {atHome() ? null : (
        <details class="more">
          <summary>{text.install}</summary>
          <div class="in">
            <Install />
          </div>
        </details>
      )}
      {agreed === null ? null : <Sharing store={store} therapist={agreed.therapist} meets={meets} />}
      {agreed === null ? null : <WhoOpened opened={agreed.opened} today={today} />}
      <MyCopies store={store} />
      <Section title={text.privacy} id="privacy">
        {lock.privacy}
        {text.privacyText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </Section>
      <Stop {...props} />
      {agreed === null ? null : (
        <ul class="rows">
          <Row icon="warn" danger href="/my-phone/erase">
            <b>{later.erase.title}</b>
            <span class="hint">{later.erase.rowHint}</span>
          </Row>
        </ul>
      )}
    </Page>
  );
}

function Sharing({ store, therapist, meets }: { store: Store; therapist: Agreed["therapist"]; meets: string | null }): VNode {
  const [share, setShare] = useState<Reach>(usualShare(store));
  return (
    <Section title={text.sharing} id="sharing" hint={text.sharingHint}>
      <SharePick
        reader={{ name: callName(therapist.name), meets }}
        value={share}
        onChange={(next) => {
          setShare(next);
          // Kept in vain only on a full phone: then the choice before stands, and shows.
          store.keepSetting("share", next).catch(() => {
            setShare(share);
          });
        }}
      />
      <WhoReads therapist={therapist} />
    </Section>
  );
}

const openedSaid: Record<string, (who: string) => string> = text.whoOpened;

function WhoOpened({ opened, today }: { opened: readonly Opened[]; today: string }): VNode {
  return (
    <Section title={text.who} id="who">
      <ul class="rows">
        {opened.length === 0 ? (
          <Row>
            <span class="hint">{text.whoNone}</span>
          </Row>
        ) : (
          opened.slice(0, OPENED_SHOWN).map((one) => (
            <Row key={one.at + one.what}>
              {(openedSaid[one.what] ?? text.whoOpened.other)(one.who)}
              <span class="hint">{upperFirst(dayMoment(one.at, today))}</span>
            </Row>
          ))
        )}
        <Row href="/my-phone/opened">{text.whoAll}</Row>
      </ul>
    </Section>
  );
}

import type { VNode } from "preact";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { dayMoment } from "../i18n/dates.ts";
import type { SavedEntry, SyncStatus } from "../store/types.ts";
import { Act, Note } from "../ui/pieces.tsx";
import { Rich } from "../ui/rich.tsx";

const LONG_MS = 24 * 60 * 60 * 1000;

interface NotesProps {
  status: SyncStatus;
  entries: readonly SavedEntry[];
  therapist: string;
  today: string;
  onTry: () => void;
}

/** What stands between the phone and its server, each with the one thing that can be done about it. */
export function StatusNotes({ status, entries, therapist, today, onTry }: NotesProps): VNode {
  const refused = entries.filter((entry) => entry.state === "refused");
  const waiting = entries.filter((entry) => entry.state === "waiting");
  return (
    <>
      {status.otherClient ? (
        <Note icon="warn" tone="stop" title={t.accounts.otherClient}>
          <p>{t.accounts.otherClientText}</p>
        </Note>
      ) : null}
      {refused.length > 0 ? <RefusedNote refused={refused} /> : null}
      {status.signedOut ? <SignedOutNote therapist={therapist} /> : null}
      {status.newer > 0 ? (
        <Note icon="here" tone="grey" title={t.state.newer(status.newer)}>
          <p>{t.state.newerText}</p>
        </Note>
      ) : null}
      {!status.signedOut && waiting.length > 0 ? (
        <WaitingNote status={status} waiting={waiting} today={today} onTry={onTry} />
      ) : null}
    </>
  );
}

export function RefusedNote({ refused }: { refused: readonly SavedEntry[] }): VNode {
  const [first] = refused;
  const href = refused.length === 1 && first !== undefined ? `/history/${first.id}` : "/history";
  return (
    <Note icon="warn" tone="stop" title={t.state.refused(refused.length)}>
      <p>
        <Rich text={t.state.refusedText} wrap={(piece) => <a href={href}>{piece}</a>} />
      </p>
    </Note>
  );
}

function SignedOutNote({ therapist }: { therapist: string }): VNode {
  return (
    <Note icon="lock" tone="ask" title={t.state.signedOut} role="status">
      <p>{t.state.signedOutText(therapist)}</p>
      <a class="btn small" href="/join">
        {t.state.join}
      </a>
    </Note>
  );
}

interface WaitingProps {
  status: SyncStatus;
  waiting: readonly SavedEntry[];
  today: string;
  onTry: () => void;
}

function WaitingNote({ status, waiting, today, onTry }: WaitingProps): VNode | null {
  const long = waiting.some((entry) => now().getTime() - Date.parse(entry.recorded_at) > LONG_MS);
  const unreachable = status.reachable === false;
  if (!long && !unreachable) return null;
  const contact =
    status.lastContact === null ? t.state.noContact : t.state.lastContact(dayMoment(status.lastContact, today));
  return (
    <Note icon="here" tone={long ? "ask" : "plain"} title={long ? t.state.longWait : t.state.unreachable} role="status">
      <p>
        {long ? t.state.longWaitText : t.state.unreachableText} {contact}
      </p>
      <Act small busy={status.syncing} onPress={onTry}>
        {status.syncing ? t.state.sending : t.tryNow}
      </Act>
    </Note>
  );
}

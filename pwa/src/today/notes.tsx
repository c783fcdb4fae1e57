import type { VNode } from "preact";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { dayMoment } from "../i18n/dates.ts";
import type { SavedEntry, SyncStatus } from "../store/types.ts";
import { Act, Note } from "../ui/pieces.tsx";
import { Rich } from "../ui/rich.tsx";
import { waitsSince } from "./long_wait.ts";

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
  const since = waitsSince(entries, now());
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
      {since !== null ? (
        <LongWaitNote {...{ status, since, today, onTry }} />
      ) : status.waiting > 0 && status.reachable === false && !status.signedOut ? (
        <UnreachableNote {...{ status, today, onTry }} />
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

type WayProps = Pick<NotesProps, "status" | "today" | "onTry">;

const contactOf = ({ lastContact }: SyncStatus, today: string): string =>
  lastContact === null ? t.state.noContact : t.state.lastContact(dayMoment(lastContact, today));

function UnreachableNote({ status, today, onTry }: WayProps): VNode {
  return (
    <Note icon="here" title={t.state.unreachable} role="status">
      <p>
        {t.state.unreachableText} {contactOf(status, today)}
      </p>
      <TryNow {...{ status, onTry }} />
    </Note>
  );
}

/** For a day or longer, whatever the reason is: it can be kept in another place meanwhile. */
function LongWaitNote({ status, since, today, onTry }: WayProps & { since: string }): VNode {
  return (
    <Note icon="here" tone="ask" title={t.state.longWait(dayMoment(since, today))} role="status">
      <p>
        {t.state.longWaitText} {contactOf(status, today)}
      </p>
      <div class="acts">
        {status.signedOut || status.otherClient ? null : <TryNow {...{ status, onTry }} />}
        <a class="btn small" href="/my-phone/rescue">
          {t.state.saveCopy}
        </a>
      </div>
    </Note>
  );
}

function TryNow({ status, onTry }: Pick<WayProps, "status" | "onTry">): VNode {
  return (
    <Act small busy={status.syncing} onPress={onTry}>
      {status.syncing ? t.state.sending : t.tryNow}
    </Act>
  );
}

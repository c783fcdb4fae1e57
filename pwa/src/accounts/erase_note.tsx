import type { VNode } from "preact";
import type { Api } from "../api/api.ts";
import type { Agreed } from "../api/wire.ts";
import { useAttempt } from "../form/attempt.ts";
import { dateOf, dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { callName } from "../ui/names.ts";
import { Act, Note, Wrong } from "../ui/pieces.tsx";

const text = later.erase;

export interface EraseNoteProps {
  api: Api;
  agreed: Agreed;
  today: string;
  /** Fetches what holds now: the note goes with it. */
  onChanged: () => Promise<void>;
}

/** From when on all is erased, for as long as it can be taken back. */
export function EraseNote({ api, agreed, today, onChanged }: EraseNoteProps): VNode | null {
  const { busy, failed, attempt } = useAttempt();
  if (!agreed.erase) return null;
  const keep = async (): Promise<void> => {
    await api.keepData();
    await onChanged();
  };
  return (
    <Note icon="info" tone="ask" title={text.waits(dayPlain(dateOf(agreed.erase.at), today))} role="status">
      <p>{text.waitsText(callName(agreed.therapist.name))}</p>
      {failed ? <Wrong id="keep-wrong">{text.keepFailed}</Wrong> : null}
      <Act small busy={busy} onPress={() => void attempt(keep)}>
        {text.keep}
      </Act>
    </Note>
  );
}

import type { VNode } from "preact";
import { marks, NOT_MINE } from "../entry/not_mine.ts";
import { useAttempt } from "../form/attempt.ts";
import { NotKept } from "../form/answered.tsx";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Act, Note } from "../ui/pieces.tsx";

const text = later.notMine;

/** *I did not write this*: asked once more, and taken back at the same place. */
export function NotMine({ store, entry, name }: { store: Store; entry: SavedEntry; name: string }): VNode {
  const { busy, failed, attempt } = useAttempt();
  const mark = marks(store.entries.value).get(entry.id);
  if (mark !== undefined) {
    return (
      <Note icon="info" tone="grey" title={text.marked}>
        <p>{text.markedText(name)}</p>
        {failed ? <NotKept /> : null}
        <Act small busy={busy} onPress={() => void attempt(() => store.withdraw(mark.id))}>
          {text.back}
        </Act>
      </Note>
    );
  }
  // It reaches the same people at the same time as what it is about, and is about the same day.
  const { id, share, local_date } = entry;
  const say = async (): Promise<void> => {
    await store.save({ kind: NOT_MINE, subject: id, share, local_date, bring_up: false, body: {} });
  };
  return (
    <Confirm
      icon="info"
      open={t.log.notMine}
      question={text.ask}
      text={text.askText(name)}
      yes={text.yes}
      no={text.no}
      failed={t.form.notKeptText}
      onYes={say}
    />
  );
}

import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { go } from "../ui/navigate.ts";

export function Withdraw({ store, entry, name }: { store: Store; entry: SavedEntry; name: string }): VNode {
  return (
    <Confirm
      icon="undo"
      open={t.log.withdraw}
      question={t.log.withdrawAsk}
      text={entry.share === "only_here" ? t.log.withdrawHere : t.log.withdrawText(name)}
      yes={t.log.withdrawYes}
      no={t.log.withdrawNo}
      failed={t.form.notKeptText}
      onYes={async () => {
        await store.withdraw(entry.id);
        go("/history", true);
      }}
    />
  );
}

import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { go } from "../ui/navigate.ts";

export function Withdraw({ store, id, name }: { store: Store; id: string; name: string }): VNode {
  return (
    <Confirm
      icon="undo"
      open={t.log.withdraw}
      question={t.log.withdrawAsk}
      text={t.log.withdrawText(name)}
      yes={t.log.withdrawYes}
      no={t.log.withdrawNo}
      failed={t.form.notKeptText}
      onYes={async () => {
        await store.withdraw(id);
        go("/history", true);
      }}
    />
  );
}

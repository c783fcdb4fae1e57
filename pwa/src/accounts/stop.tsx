import type { VNode } from "preact";
import type { Api } from "../api/api.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";

const text = t.accounts;
/** Signing out must not wait long for a server that may not be there: the wipe is what counts. */
const SIGN_OUT_MS = 4000;

interface StopProps {
  store: Store;
  api: Api;
  /** Entries that are only on this phone. */
  unsent: number;
  onStopped: () => void;
}

export function Stop({ store, api, unsent, onStopped }: StopProps): VNode {
  const stop = async (): Promise<void> => {
    const signOut = api.signOut().catch(() => undefined);
    await Promise.race([signOut, new Promise((done) => setTimeout(done, SIGN_OUT_MS))]);
    await store.destroy();
    onStopped();
  };
  return (
    <Confirm
      icon="warn"
      danger
      open={text.stop}
      hint={text.stopHint}
      question={text.stopTitle}
      text={unsent === 0 ? text.stopSafe : text.stopLose(unsent)}
      yes={unsent === 0 ? text.stopYes : text.stopSure(unsent)}
      no={text.stopNo}
      failed={text.strangeText}
      onYes={stop}
    >
      {store.status.value.reachable === false ? <p>{text.stopOffline}</p> : null}
    </Confirm>
  );
}

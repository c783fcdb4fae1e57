import type { VNode } from "preact";
import type { Api } from "../api/api.ts";
import { later } from "../i18n/later.ts";
import { leave } from "../store/left.ts";
import type { Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Rich } from "../ui/rich.tsx";
import { unsentOf } from "./unsent.ts";

const text = later.myPhone;

interface StopProps {
  store: Store;
  api: Api;
  /** The row that leads here, where it is not "Stop using this phone". */
  open?: string;
  hint?: string;
  /** False where the phone's cookie is somebody else's by now. */
  signsOut?: boolean;
  onStopped: () => void;
}

const hereOf = (store: Store): number => store.entries.value.filter(({ state }) => state === "only_here").length;

/** Entries that nobody else has: a wipe would end them. */
export const lostOf = (store: Store): number => unsentOf(store.status.value) + hereOf(store) + store.unreadableHere.value;

export function Stop({ store, api, open = text.stop, hint = text.stopHint, signsOut = true, onStopped }: StopProps): VNode {
  const lost = lostOf(store);
  const stop = async (): Promise<void> => {
    await (signsOut ? leave(api, () => store.destroy()) : store.destroy());
    onStopped();
  };
  return (
    <Confirm
      icon="warn"
      danger
      open={open}
      hint={hint}
      question={text.stopTitle}
      text={lost === 0 ? text.stopSafe : text.stopLose(lost)}
      yes={lost === 0 ? text.stopYes : text.stopSure(lost)}
      no={text.stopNo}
      failed={text.strangeText}
      onYes={stop}
    >
      {unsentOf(store.status.value) === 0 ? null : (
        <p>
          <Rich text={later.rescue.first} wrap={(piece) => <a href="/my-phone/rescue">{piece}</a>} />
        </p>
      )}
      {hereOf(store) === 0 ? null : (
        <p>
          <Rich text={later.onlyHere.first} wrap={(piece) => <a href="/my-phone/only-here">{piece}</a>} />
        </p>
      )}
      {store.status.value.reachable === false ? <p>{text.stopOffline}</p> : null}
    </Confirm>
  );
}

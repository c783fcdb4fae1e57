import type { VNode } from "preact";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Row } from "../ui/pieces.tsx";
import { lockAfter } from "./after.ts";

const text = later.lock;

/** Whether there is a lock, on My phone. */
export function LockRows({ store }: { store: Store }): VNode {
  const { lock } = store;
  return (
    <>
      <Row icon="lock" href="/my-phone/lock">
        <b>{text.name}</b>
        <span class="hint">{lock.on.value ? text.rowOn(lockAfter(store)) : text.rowOff}</span>
      </Row>
      {lock.on.value ? (
        <Row icon="lock" onClick={lock.now}>
          {text.now}
        </Row>
      ) : null}
    </>
  );
}

/** What that is worth. */
export function LockPrivacy({ store }: { store: Store }): VNode {
  return <p>{store.lock.on.value ? text.privacyOn : text.privacyOff}</p>;
}

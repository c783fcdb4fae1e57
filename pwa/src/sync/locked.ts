import type { Api } from "../api/api.ts";
import { openChanges } from "../store/change.ts";
import { sendOutbox } from "./outbox.ts";
import { onWakeUp, registerBackgroundSync } from "./triggers.ts";

const LISTEN = 5 * 60_000;

export interface LockedNews {
  /** The phone was wiped. */
  gone: () => void;
  /** Another tab has taken the lock away. */
  unlocked: () => void;
}

/** While the app is locked: sends what waits, which needs no key, and hears a wipe order. Nothing is fetched: it could not be
 *  kept, and comes after the unlock. Returns how to end it. */
export function keepSending(client: string, api: Api, news: LockedNews): () => void {
  let ended = false;
  const act = (): void => {
    sendOutbox(api, true).then((wiped) => {
      if (wiped && !ended) news.gone();
    }, registerBackgroundSync);
  };
  const channel = openChanges(client, ({ gone, lock }) => {
    if (gone === true) news.gone();
    else if (lock === false) news.unlocked();
  });
  const timer = setInterval(act, LISTEN);
  const endWaking = onWakeUp(act);
  act();
  return () => {
    ended = true;
    clearInterval(timer);
    endWaking();
    channel.close();
  };
}

import { effect } from "@preact/signals-core";
import { now } from "../clock/clock.ts";
import { noteHelp } from "../store/notes.ts";
import type { Store } from "../store/types.ts";
import { beforeLeaving } from "../ui/exit.ts";
import { lockAfter } from "./after.ts";

const MINUTE = 60_000;

/** Where there is a lock: out of sight nothing is shown, and after a while it locks; a quick exit locks too. Returns how to
 *  end it. */
export function watchLock(store: Store): () => void {
  const { lock } = store;
  let hiddenAt: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    clearTimeout(timer);
    const away = document.visibilityState === "hidden" && lock.on.peek();
    blank(away);
    const wait = lockAfter(store) * MINUTE;
    if (away) {
      hiddenAt ??= now().getTime();
      // A page put to sleep keeps no time: it is looked at again when it comes back.
      if (wait === 0) lock.now();
      else timer = setTimeout(lock.now, wait);
    } else if (hiddenAt !== null) {
      const gone = now().getTime() - hiddenAt;
      hiddenAt = null;
      if (gone < 0 || gone >= wait) lock.now();
    }
  };

  const ends = [
    effect(() => {
      beforeLeaving(lock.on.value ? lock.now : null);
    }),
    effect(() => {
      // Help is reached without the PIN: its numbers are the practice's, and nothing of the client's.
      const lines = lock.on.value ? store.agreed.value?.texts.help_lines : [];
      if (lines !== undefined) noteHelp(store.client, lines).catch(() => undefined);
    }),
  ];
  document.addEventListener("visibilitychange", look);
  look();
  return () => {
    document.removeEventListener("visibilitychange", look);
    clearTimeout(timer);
    blank(false);
    beforeLeaving(null);
    for (const end of ends) end();
  };
}

/** What the phone's list of open apps shows of it is an empty page. */
function blank(away: boolean): void {
  document.documentElement.classList.toggle("away", away);
}

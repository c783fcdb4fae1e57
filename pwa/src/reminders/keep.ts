import { effect } from "@preact/signals";
import type { Api } from "../api/api.ts";
import type { Agreed } from "../api/wire.ts";
import { now, zone } from "../clock/clock.ts";
import { DAY_ENDS_AT, day as dayOf } from "../entry/day.ts";
import { usualShare } from "../form/usual_share.ts";
import { doneHere, forgetDone, noteUsualShare, takeMoved } from "../store/notes.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { isAnswered, type Stop, stops } from "./answers.ts";
import { browser as realBrowser, type Browser } from "./browser.ts";
import { resolve } from "./occurrence.ts";
import { look, remade, standing } from "./phone.ts";
import { keyOnToday, pressed } from "./pressed.ts";
import { newEntry } from "./write.ts";

/** Coming back to the front more often than this tells nothing new. */
const AGAIN_MS = 60_000;

/** Keeps this phone's reminders in step with the server, and what the worker knows in step with the page, until the
 *  returned function is called. */
export function keepReminders(store: Store, api: Api, browser: Browser = realBrowser): () => void {
  const ends = [keepLooking(store, api, browser), keepShare(store), keepStopping(store), keepTray(store, browser)];
  return () => {
    for (const end of ends) end();
  };
}

/** At the start, and when the app comes to the front. */
function keepLooking(store: Store, api: Api, browser: Browser): () => void {
  let last = -Infinity;
  const seen = (): void => {
    const at = now().getTime();
    if (document.visibilityState !== "visible" || Math.abs(at - last) < AGAIN_MS) return;
    last = at;
    takeMoved(store.client).then(
      (moved) => {
        if (moved) remade.value = true;
      },
      () => undefined,
    );
    look({ store, api, browser }).catch(() => {
      // Without a network there is no telling why; but where the browser takes no pushes, none can come.
      if (standing.value === "looking") standing.value = "lost";
      last = -Infinity;
    });
  };
  seen();
  document.addEventListener("visibilitychange", seen);
  addEventListener("online", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("online", seen);
  };
}

/** The worker offers *Done* by what it knows of the usual choice. */
function keepShare(store: Store): () => void {
  return effect(() => {
    noteUsualShare(store.client, usualShare(store)).catch(() => undefined);
  });
}

/** Answers that stay on this phone end their reminders. */
function keepStopping(store: Store): () => void {
  let busy = false;
  const tellAll = async (): Promise<void> => {
    for (let next = firstToStop(store); next !== null; next = firstToStop(store)) {
      await store.save(newEntry("reminder_stop", next.reminder, todayOf(store), { due: next.due }));
    }
  };
  return effect(() => {
    // Until all are here it is not known what was told before.
    if (!store.complete.value || busy || firstToStop(store) === null) return;
    busy = true;
    // A full phone, most likely: the next change tries again.
    tellAll().catch(() => undefined).finally(() => {
      busy = false;
    });
  });
}

function firstToStop(store: Store): Stop | null {
  const agreed = store.agreed.value;
  const entries = store.entries.value;
  return agreed === null ? null : (stops({ agreed, entries, today: todayOf(store) })[0] ?? null);
}

const todayOf = (store: Store): string => dayOf(now(), zone(), store.agreed.value?.practice.day_ends_at ?? DAY_ENDS_AT);

/** What was answered on a notification counts on Today before it is back from the server; and what is answered here needs
 *  no notification any more. */
function keepTray(store: Store, browser: Browser): () => void {
  const look = async (agreed: Agreed, entries: readonly SavedEntry[]): Promise<void> => {
    const given = { agreed, entries, today: todayOf(store) };
    const waiting = new Set<string>();
    for (const id of await doneHere(store.client)) {
      const found = await resolve(id, given);
      if (found === null) continue;
      // Its answer is here: should that be taken back, it is open again.
      if (isAnswered(found, entries)) await forgetDone(store.client, id);
      else waiting.add(keyOnToday(found));
    }
    pressed.value = waiting;
    for (const shown of await browser.shown()) {
      const found = await resolve(shown.occurrence, given);
      if (found !== null && isAnswered(found, entries)) shown.close();
    }
  };
  let asked = 0;
  const again = (): void => {
    const [agreed, entries] = [store.agreed.value, store.entries.value];
    // Another change may be under way: only the last one counts.
    asked += 1;
    const mine = asked;
    if (agreed === null || document.visibilityState !== "visible") return;
    setTimeout(() => {
      if (mine === asked) look(agreed, entries).catch(() => undefined);
    });
  };
  const end = effect(again);
  document.addEventListener("visibilitychange", again);
  return () => {
    asked += 1;
    end();
    document.removeEventListener("visibilitychange", again);
  };
}

import { now, zone } from "../clock/clock.ts";
import { DAY_ENDS_AT, day } from "../entry/day.ts";
import type { Share } from "../api/wire.ts";
import { openWorkerStore, type WorkerEntry, type WorkerStore } from "../store/worker_store.ts";
import type { Around } from "./around.ts";
import { type Message, readData } from "./message.ts";
import { sendOutbox } from "../sync/outbox.ts";
import { show } from "./push.ts";

const HOUR = 3_600_000;

/** A press on a notification, which is closed already. *Done* and *Later* are kept without opening or reading anything;
 *  all else opens the app there. What could not be kept is shown again. */
export async function onClick(action: string, data: unknown, around: Around): Promise<void> {
  const { occurrence, oneTap } = readData(data);
  if (occurrence === null) return around.open("/");
  const path = `/reminder/${occurrence}`;
  if (action !== "done" && action !== "later") return around.open(path);
  try {
    const kept = await withStore((store) => (action === "done" ? keepDone(store, occurrence) : keepLater(store, occurrence)));
    // Here is nobody to answer as, or nothing that may be shared: then in the app, where that can be said.
    if (!kept) {
      await around.open(path);
      return;
    }
  } catch {
    const again: Message = { title: null, body: null, occurrence, oneTap };
    return show(again, oneTap, around);
  }
  // What is kept goes out when it can.
  await sendOutbox().catch(() => around.wakeLater());
}

async function withStore(work: (store: WorkerStore) => Promise<boolean>): Promise<boolean> {
  const store = await openWorkerStore();
  try {
    return store !== null && (await work(store));
  } finally {
    store?.close();
  }
}

/** Once: pressed on a second notification of the same, it is kept already. */
async function keepDone(store: WorkerStore, occurrence: string): Promise<boolean> {
  const share = await store.share();
  if (share === null) return false;
  if (await store.isDone(occurrence)) return true;
  await store.write(entry("reminder_done", occurrence, share, {}));
  await store.noteDone(occurrence);
  return true;
}

async function keepLater(store: WorkerStore, occurrence: string): Promise<boolean> {
  const until = new Date(now().getTime() + HOUR).toISOString();
  await store.write(entry("reminder_later", occurrence, "before", { until }));
  return true;
}

/** The day is the phone's: the server puts the one that the reminder was about. */
function entry(kind: string, subject: string, share: Share, body: WorkerEntry["body"]): WorkerEntry {
  return { kind, subject, share, bring_up: false, local_date: day(now(), zone(), DAY_ENDS_AT), body };
}

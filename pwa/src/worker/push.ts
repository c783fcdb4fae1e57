import type { Api } from "../api/api.ts";
import { notificationWords } from "../i18n/notification.ts";
import { openWorkerStore } from "../store/worker_store.ts";
import type { Action, Around, Shown } from "./around.ts";
import { type Message, readMessage } from "./message.ts";

const ICON = "/icon-192.png";
/** A push that shows nothing in time costs the right to get any: what is asked before may not hold it up. */
const PATIENCE = 2000;

/** Shows what a push says, first and always: unreadable, with a window open, signed out. Then says that it showed. */
export async function onPush(text: string | null, around: Around, api: Pick<Api, "reminderSeen">): Promise<void> {
  const message = readMessage(text);
  const mayDone = message.oneTap && (await soon(shares(), PATIENCE));
  await show(message, mayDone, around);
  const { occurrence } = message;
  await Promise.allSettled([
    around.badge(),
    occurrence === null ? null : api.reminderSeen({ occurrence, what: "shown" }),
  ]);
}

export function show(message: Message, mayDone: boolean, around: Around): Promise<void> {
  const words = notificationWords(around.languages);
  const { occurrence, oneTap } = message;
  const actions: Action[] = occurrence === null ? [] : mayDone ? ["done", "later"] : ["later"];
  const options: Shown = {
    body: message.body ?? words.body,
    // A later one about the same takes the place of the one before.
    tag: occurrence ?? "throughline",
    icon: ICON,
    badge: ICON,
    data: { occurrence, one_tap: oneTap },
    actions: actions.map((action) => ({ action, title: words[action] })),
  };
  return around.show(message.title ?? words.title, options);
}

/** Whether *Done* may be offered: not to somebody whose answers usually stay on this phone. */
async function shares(): Promise<boolean> {
  const store = await openWorkerStore();
  try {
    return store !== null && (await store.share()) !== null;
  } finally {
    store?.close();
  }
}

/** What `asked` says, false where it takes too long or fails. */
async function soon(asked: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(done, ms, false);
  });
  try {
    return await Promise.race([asked.catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}

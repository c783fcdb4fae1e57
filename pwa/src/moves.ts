import { effect } from "@preact/signals-core";
import { current } from "./entry/current.ts";
import type { NewEntry, SavedEntry, SharedEntry } from "./entry/entry.ts";
import type { PrivateStore } from "./private/types.ts";
import type { SharedStore } from "./store/types.ts";
import { alone } from "./sync/lock.ts";

/** Two tabs that change the same entry at once could leave it in both places, or in none. */
export const oneTab = <T>({ client, queue }: SharedStore, work: () => Promise<T>): Promise<T> =>
  alone(`moves-${client}`, queue.lease, work);

export const isShared = (draft: NewEntry): draft is SharedEntry => draft.share !== "only_here";

/** A draft is named after the entries it is of or about: by the ids under which they are known now. */
export const keyNow = (mine: PrivateStore, key: string): string =>
  key
    .split("/")
    .map((part) => mine.knownAs(part))
    .join("/");

/** From only here to shared, under a new id: the server may know the old one as withdrawn. It goes from here only once it
 *  lies there. */
export async function share(shared: SharedStore, mine: PrivateStore, id: string, draft: SharedEntry): Promise<SavedEntry> {
  const to = await mine.leave(id);
  try {
    const saved = await shared.save({ ...draft, id: to });
    // It is saved: where this fails, the next start ends it, and until then it is not shown as being here.
    await arrive(shared, mine, id, to).catch(() => undefined);
    return saved;
  } catch (error) {
    await mine.stay(id);
    throw error;
  }
}

/** From shared to only here: the copy first, so that being killed in between loses nothing. */
export async function takeBack(shared: SharedStore, mine: PrivateStore, id: string, draft: NewEntry): Promise<SavedEntry> {
  const saved = await mine.come(id, draft);
  try {
    if (await shared.has(id)) await shared.withdraw(id);
  } catch (error) {
    // It is still shared, and is not to be called only here.
    await mine.go(id);
    throw error;
  }
  await mine.stay(id);
  return saved;
}

/** Ends the moves during which the app was killed. One that cannot be ended now shows as what it was, and is tried again at
 *  the next start. */
export async function finishMoves(shared: SharedStore, mine: PrivateStore): Promise<void> {
  for (const id of mine.unfinished) await oneTab(shared, () => finish(shared, mine, id)).catch(() => undefined);
}

async function finish(shared: SharedStore, mine: PrivateStore, id: string): Promise<void> {
  const move = await mine.move(id);
  // Another tab was at it, and has ended it.
  if (move === null) return;
  const { to } = move;
  if (to !== null) return (await shared.has(to)) ? arrive(shared, mine, id, to) : mine.stay(id);
  if (await shared.has(id)) await shared.withdraw(id);
  await mine.stay(id);
}

/** The entry lies among what is shared: what is about it goes on being about it, and it goes from here. Cut short at any
 *  step, it is done again from the first, and each step finds only what is left of it. What is only here and about it is
 *  not written anew: the id that it names leads to the new one (`knownAs`). */
async function arrive(shared: SharedStore, mine: PrivateStore, from: string, to: string): Promise<void> {
  await followed(shared, from, to);
  await draftsFollowed(shared, from, to);
  await mine.go(from);
}

/** What is shared and about it: the server never knew the old id, and could join it to nothing. */
async function followed(shared: SharedStore, from: string, to: string): Promise<void> {
  await loaded(shared);
  for (const entry of current(shared.entries.value)) {
    const { id, kind, subject, share, bring_up, local_date, body } = entry;
    if (subject !== from || body === null || share === "only_here") continue;
    await shared.save({ id, kind, subject: to, share, bring_up, local_date, body });
  }
}

async function draftsFollowed(shared: SharedStore, from: string, to: string): Promise<void> {
  for (const key of await shared.draftKeys()) {
    const parts = key.split("/");
    if (!parts.includes(from)) continue;
    const next = parts.map((part) => (part === from ? to : part)).join("/");
    const value = await shared.draft(key).catch(() => null);
    // What a form has written under the new one meanwhile is newer.
    if (value !== null && (await shared.draft(next)) === null) await shared.keepDraft(next, value);
    await shared.dropDraft(key);
  }
}

/** Resolves once all that is shared stands in the list, or never will. */
export async function loaded({ complete, closed }: Pick<SharedStore, "complete" | "closed">): Promise<void> {
  let end = (): void => undefined;
  await new Promise<void>((done) => {
    end = effect(() => {
      if (complete.value || closed.value !== null) done();
    });
  });
  end();
}

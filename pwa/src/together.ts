import { computed, effect, signal } from "@preact/signals-core";
import { now } from "./clock/clock.ts";
import type { NewEntry, SavedEntry, SharedEntry } from "./entry/entry.ts";
import { uuid7 } from "./entry/uuid.ts";
import { openPrivate } from "./private/store.ts";
import type { PrivateStore } from "./private/types.ts";
import { openStore } from "./store/store.ts";
import type { SharedStore, Store } from "./store/types.ts";
import { alone } from "./sync/lock.ts";

/** Opens the whole memory of a client this phone knows.
 *  @throws NotJoined, StoreTooNew */
export async function openMemory(client: string): Promise<Store> {
  const shared = await openStore(client);
  try {
    const mine = await openPrivate(client, shared.dataKey);
    await finishMoves(shared, mine);
    return together(shared, mine);
  } catch (error) {
    shared.close();
    throw error;
  }
}

/** What is shared and what is only here, as one memory: no room has to know which is which. */
export function together(shared: SharedStore, mine: PrivateStore): Store {
  const { client, agreed, status } = shared;
  const entries = signal<readonly SavedEntry[]>([]);
  // While an entry moves it lies in both, or in none that is shown: what stands on the screen stays until it has arrived.
  const moving = signal(0);
  const ends = [
    effect(() => {
      const all = merged(shared.entries.value, mine.entries.value);
      if (moving.value === 0) entries.value = all;
    }),
    effect(() => {
      if (shared.closed.value !== "gone") return;
      mine.clear();
      // Else it would hold up the deletion.
      mine.close();
    }),
  ];

  async function move<T>(work: () => Promise<T>): Promise<T> {
    moving.value += 1;
    try {
      return await work();
    } finally {
      moving.value -= 1;
    }
  }

  async function save(draft: NewEntry): Promise<SavedEntry> {
    if (draft.id === undefined) return isShared(draft) ? shared.save(draft) : mine.save(uuid7(now().getTime()), draft);
    const before = await mine.idNow(draft.id);
    const put = async (): Promise<SavedEntry> => {
      // While this tab waited another may have moved it.
      const id = await mine.idNow(before);
      const here = await mine.has(id);
      if (isShared(draft)) return here ? share(shared, mine, id, draft) : shared.save({ ...draft, id });
      return here ? mine.save(id, draft) : takeBack(shared, mine, id, draft);
    };
    const moves = (await mine.has(before)) === isShared(draft);
    return moves ? move(() => oneTab(shared, put)) : put();
  }

  return {
    client,
    agreed,
    status,
    shared,
    entries,
    complete: computed(() => shared.complete.value && mine.complete.value),
    closed: computed(() => shared.closed.value ?? mine.closed.value),
    unreadableHere: mine.unreadable,
    save,
    addHere: (found) => mine.addMissing(found),
    async withdraw(id) {
      const known = await mine.idNow(id);
      await ((await mine.has(known)) ? mine.remove(known) : shared.withdraw(known));
    },
    draft: <T>(key: string) => shared.draft<T>(key),
    keepDraft: (key, value) => shared.keepDraft(key, value),
    dropDraft: (key) => shared.dropDraft(key),
    setting: <T>(key: string) => shared.setting<T>(key),
    keepSetting: (key, value) => shared.keepSetting(key, value),
    destroy: () => shared.destroy(),
    close() {
      for (const end of ends) end();
      mine.close();
      shared.close();
    },
  };
}

/** Two tabs that move the same entry at once could leave it in both places, or in none. */
const oneTab = <T>({ client, queue }: SharedStore, work: () => Promise<T>): Promise<T> => alone(`moves-${client}`, queue.lease, work);

const isShared = (draft: NewEntry): draft is SharedEntry => draft.share !== "only_here";

/** From only here to shared, under a new id: the server may know the old one as withdrawn. It goes from here only once it
 *  lies there. */
async function share(shared: SharedStore, mine: PrivateStore, id: string, draft: SharedEntry): Promise<SavedEntry> {
  const to = await mine.leave(id);
  try {
    const saved = await shared.save({ ...draft, id: to });
    // It is saved: where this fails, the next start takes it away, and until then it is not shown.
    await mine.go(id).catch(() => undefined);
    return saved;
  } catch (error) {
    await mine.stay(id);
    throw error;
  }
}

/** From shared to only here: the copy first, so that being killed in between loses nothing. */
async function takeBack(shared: SharedStore, mine: PrivateStore, id: string, draft: NewEntry): Promise<SavedEntry> {
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
async function finishMoves(shared: SharedStore, mine: PrivateStore): Promise<void> {
  for (const id of mine.unfinished) await oneTab(shared, () => finish(shared, mine, id)).catch(() => undefined);
}

async function finish(shared: SharedStore, mine: PrivateStore, id: string): Promise<void> {
  const move = await mine.move(id);
  // Another tab was at it, and has ended it.
  if (move === null) return;
  const { to } = move;
  if (to !== null) return (await shared.has(to)) ? mine.go(id) : mine.stay(id);
  if (await shared.has(id)) await shared.withdraw(id);
  await mine.stay(id);
}

/** Both newest first, and so is the result. */
function merged(shared: readonly SavedEntry[], mine: readonly SavedEntry[]): readonly SavedEntry[] {
  if (mine.length === 0) return shared;
  return [...shared, ...mine].sort((one, other) => (one.id < other.id ? 1 : one.id > other.id ? -1 : 0));
}

import { computed, effect, signal } from "@preact/signals-core";
import { now } from "./clock/clock.ts";
import type { NewEntry, SavedEntry } from "./entry/entry.ts";
import { uuid7 } from "./entry/uuid.ts";
import { finishMoves, isShared, keyNow, oneTab, share, takeBack } from "./moves.ts";
import { openPrivate } from "./private/store.ts";
import type { PrivateStore } from "./private/types.ts";
import { openStore } from "./store/store.ts";
import type { SharedStore, Store } from "./store/types.ts";

/** Opens the whole memory of a client this phone knows. `unlocked` is the data key that the PIN opened.
 *  @throws NotJoined, Locked, StoreTooNew */
export async function openMemory(client: string, unlocked?: CryptoKey): Promise<Store> {
  const shared = await openStore(client, unlocked);
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
  const { client, agreed, status, lock } = shared;
  const entries = signal<readonly SavedEntry[]>([]);
  // While an entry moves it lies in both, or in none that is shown: what stands on the screen stays until it has arrived.
  const moving = signal(0);
  const ends = [
    effect(() => {
      const all = merged(shared.entries.value, mine.entries.value);
      if (moving.value === 0) entries.value = all;
    }),
    effect(() => {
      const closed = shared.closed.value;
      if (closed === "gone" || closed === "locked") mine.clear();
      // Else it would hold up the deletion.
      if (closed === "gone") mine.close();
    }),
  ];

  const underWay = new Set<Promise<unknown>>();

  /** Locking waits for it. */
  function kept<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = (): void => void underWay.delete(work);
    work.then(done, done);
    return work;
  }

  async function move<T>(work: () => Promise<T>): Promise<T> {
    moving.value += 1;
    try {
      return await work();
    } finally {
      moving.value -= 1;
    }
  }

  const idNow = (id: string | null): Promise<string | null> => (id === null ? Promise.resolve(null) : mine.idNow(id));

  /** Asks where things lie now: a form may have been open on the id of before, and another tab may have moved it while
   *  this one waited. */
  async function put(asked: NewEntry): Promise<SavedEntry> {
    const draft = { ...asked, subject: await idNow(asked.subject) };
    if (draft.id === undefined) return isShared(draft) ? shared.save(draft) : mine.save(uuid7(now().getTime()), draft);
    const id = await mine.idNow(draft.id);
    const here = await mine.has(id);
    if (isShared(draft)) return here ? share(shared, mine, id, draft) : shared.save({ ...draft, id });
    return here ? mine.save(id, draft) : takeBack(shared, mine, id, draft);
  }

  async function save(draft: NewEntry): Promise<SavedEntry> {
    const work = (): Promise<SavedEntry> => put(draft);
    const { id, subject } = draft;
    // Only what is about an entry that may be moving has to wait for it.
    if (id === undefined) return subject !== null && (await mine.has(subject)) ? oneTab(shared, work) : work();
    const moves = (await mine.has(await mine.idNow(id))) === isShared(draft);
    return moves ? move(() => oneTab(shared, work)) : oneTab(shared, work);
  }

  const withdraw = (id: string): Promise<void> =>
    oneTab(shared, async () => {
      const known = await mine.idNow(id);
      await ((await mine.has(known)) ? mine.remove(known) : shared.withdraw(known));
    });

  return {
    client,
    agreed,
    status,
    shared,
    entries,
    complete: computed(() => shared.complete.value && mine.complete.value),
    closed: computed(() => shared.closed.value ?? mine.closed.value),
    unreadableHere: mine.unreadable,
    lock,
    save: (draft) => kept(save(draft)),
    addHere: (found) => kept(mine.addMissing(found)),
    withdraw: (id) => kept(withdraw(id)),
    draft: <T>(key: string) => shared.draft<T>(keyNow(mine, key)),
    keepDraft: (key, value) => kept(shared.keepDraft(keyNow(mine, key), value)),
    dropDraft: (key) => kept(shared.dropDraft(keyNow(mine, key))),
    setting: <T>(key: string) => shared.setting<T>(key),
    keepSetting: (key, value) => kept(shared.keepSetting(key, value)),
    destroy: () => shared.destroy(),
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    close() {
      for (const end of ends) end();
      mine.close();
      shared.close();
    },
  };
}

/** Both newest first, and so is the result. */
function merged(shared: readonly SavedEntry[], mine: readonly SavedEntry[]): readonly SavedEntry[] {
  if (mine.length === 0) return shared;
  return [...shared, ...mine].sort((one, other) => (one.id < other.id ? 1 : one.id > other.id ? -1 : 0));
}

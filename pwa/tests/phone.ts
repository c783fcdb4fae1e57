import { IDBFactory } from "fake-indexeddb";
import { type Api, connect } from "../src/api/api.ts";
import { uuid7 } from "../src/entry/uuid.ts";
import { remember } from "../src/store/control.ts";
import { closeControl } from "../src/store/control_db.ts";
import { openStore } from "../src/store/store.ts";
import type { SharedEntry } from "../src/entry/entry.ts";
import type { SharedStore, Store } from "../src/store/types.ts";
import { exchange } from "../src/sync/round.ts";
import { openPrivate } from "../src/private/store.ts";
import { together } from "../src/together.ts";
import { type Practice, wordsOf } from "./practice.ts";

/** One phone: its own storage, its own device at the practice. */
export interface Phone {
  device: string;
  api: Api;
  store: SharedStore;
  /** The same with what is only here, as the rooms have it. */
  whole(): Promise<Store>;
  /** One whole exchange; rejects as sync does. */
  sync(): Promise<void>;
  /** Opens the same storage a second time, as another tab or after a restart. */
  again(): Promise<SharedStore>;
  /** Makes this phone's storage the one that is found; needed where a test has two phones. */
  hold(): Promise<void>;
}

export async function newPhone(practice: Practice): Promise<Phone> {
  const storage = new IDBFactory();
  const device = uuid7(practice.time);
  const hold = async (): Promise<void> => {
    if (globalThis.indexedDB === storage) return;
    await closeControl();
    globalThis.indexedDB = storage;
  };
  await closeControl();
  globalThis.indexedDB = storage;
  await remember(practice.deviceReply(device));
  const store = await openStore(practice.client);
  const api = connect({ fetch: practice.fetchFor(device), timeout: 2000 });
  return {
    device,
    api,
    store,
    whole: async () => together(store, await openPrivate(practice.client, store.dataKey)),
    sync: () => exchange(store.queue, api, async () => store.adopt(await api.device())),
    again: () => openStore(practice.client),
    hold,
  };
}

export function homework(words: string, change: Partial<SharedEntry> = {}): SharedEntry {
  return {
    kind: "homework",
    subject: null,
    share: "before",
    bring_up: false,
    local_date: "2026-11-23",
    body: { answer: "done", words },
    ...change,
  };
}

/** What a person reads of the entries, newest first. */
export function readable(store: Pick<Store, "entries">): string[] {
  return store.entries.value.map((entry) => `${wordsOf(entry.body)} (${entry.state})`);
}

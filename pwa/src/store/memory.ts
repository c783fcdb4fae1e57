import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Agreed } from "../api/wire.ts";
import type { Change } from "./channel.ts";
import { type Core, openRow } from "./core.ts";
import { type Counts, type Moved, nothingCounted, readCounts, recount, type Tally, tallyOf } from "./counts.ts";
import { openText } from "./data_key.ts";
import type { Contact } from "./queue_types.ts";
import type { EntryKey, EntryRow, SyncRow } from "./schema.ts";
import type { SavedEntry, SyncStatus } from "./types.ts";
import { Shelf } from "./shelf.ts";
import type { OpenRow } from "./view.ts";

/** Enough for Today and the top of History; the first paint waits for no more. */
const FIRST = 100;
const CHUNK = 300;

/** The open copy of what lies on the disk, as signals. */
export interface Memory {
  entries: ReadonlySignal<readonly SavedEntry[]>;
  complete: ReadonlySignal<boolean>;
  agreed: ReadonlySignal<Agreed | null>;
  status: ReadonlySignal<SyncStatus>;
  /** Loads the newest entries, agreed and status; the rest follows on its own. */
  load(): Promise<void>;
  show(rows: readonly OpenRow[]): void;
  /** Takes over what a transaction did, without reading it again. */
  settle(done: { moved: readonly Moved[]; rows: readonly EntryRow[]; sync?: SyncRow }): void;
  contact(contact: Contact): void;
  /** Reads anew what changed on the disk. */
  refresh(change: Change): Promise<void>;
  /** Forgets everything at once. */
  clear(): void;
}

export function openMemory(core: Core): Memory {
  const shelf = new Shelf();
  const { entries } = shelf;
  const complete = signal(false);
  const agreed = signal<Agreed | null>(null);
  const counts = signal(nothingCounted);
  const sync = signal<SyncRow | null>(null);
  const contact = signal<Contact>({});
  const tally = computed(() => tallyOf(counts.value));
  const status = computed(() => statusOf(tally.value, sync.value, contact.value));
  const state = { cleared: false };

  async function loadOlder(before: string | null): Promise<void> {
    for (let edge = before; edge !== null; ) {
      await idle();
      const [rows, next] = await newest(core, CHUNK, edge);
      if (state.cleared) return;
      shelf.add(rows);
      edge = next;
    }
    shelf.full();
    complete.value = true;
  }

  return {
    entries,
    complete,
    agreed,
    status,
    async load() {
      const read = readState(core, counts, sync);
      const [[rows, edge], was] = await Promise.all([newest(core, FIRST, null), readAgreed(core), read]);
      batch(() => {
        shelf.add(rows);
        agreed.value = was;
      });
      // A tab that is closed meanwhile has nothing left to load.
      loadOlder(edge).catch(() => undefined);
    },
    show(rows) {
      shelf.replace(rows);
    },
    settle(done) {
      batch(() => {
        shelf.restate(done.rows);
        counts.value = recount(counts.peek(), done.moved, done.rows);
        sync.value = done.sync ?? sync.peek();
      });
    },
    contact(news) {
      contact.value = { ...contact.value, ...news };
    },
    async refresh(change) {
      const rows = await readRows(core, change.rows ?? []);
      const was = change.agreed ? await readAgreed(core) : agreed.peek();
      await readState(core, counts, sync);
      if (state.cleared) return;
      batch(() => {
        shelf.replace(rows);
        agreed.value = was;
      });
    },
    clear() {
      state.cleared = true;
      batch(() => {
        shelf.clear();
        agreed.value = null;
      });
    },
  };
}

function statusOf(tally: Tally, row: SyncRow | null, contact: Contact): SyncStatus {
  return {
    ...tally,
    lastContact: row?.last_contact ?? null,
    reachable: contact.reachable ?? null,
    syncing: contact.syncing ?? false,
    signedOut: contact.signedOut ?? row?.signed_out ?? false,
    otherClient: contact.otherClient ?? false,
    skewMs: row?.skew_ms ?? 0,
    allSent: tally.waiting + tally.refused + tally.newer === 0,
  };
}

async function readState(core: Core, counts: Signal<Counts>, row: Signal<SyncRow | null>): Promise<void> {
  const tx = core.db.transaction(["entries", "outbox", "meta"]);
  const [tallied, synced] = await Promise.all([readCounts(tx), tx.objectStore("meta").get("sync")]);
  batch(() => {
    counts.value = tallied;
    row.value = synced ?? null;
  });
}

async function readAgreed(core: Core): Promise<Agreed | null> {
  const sealed = await core.db.get("agreed", "agreed");
  if (!sealed) return null;
  return JSON.parse(await openText(core.dataKey, "agreed/agreed", sealed)) as Agreed;
}

async function readRows(core: Core, keys: readonly EntryKey[]): Promise<OpenRow[]> {
  const tx = core.db.transaction("entries");
  const rows = await Promise.all(keys.map((key) => tx.store.get(key)));
  return openAll(
    core,
    rows.filter((row) => row !== undefined),
  );
}

async function openAll(core: Core, rows: readonly EntryRow[]): Promise<OpenRow[]> {
  const open = await Promise.all(rows.map((row) => openRow(core, row)));
  return open.filter((row) => row !== null);
}

/** The newest `count` rows with ids before `before`, whole entries only, and the id to go on from (null: no more). */
async function newest(core: Core, count: number, before: string | null): Promise<[OpenRow[], string | null]> {
  const store = core.db.transaction("entries").store;
  const upper = before === null ? null : IDBKeyRange.upperBound([before], true);
  // Only keys are walked, and in one step: a cursor over rows would cost a turn of the event loop for each.
  let cursor = await store.openKeyCursor(upper, "prev");
  if (cursor && count > 1) cursor = await cursor.advance(count - 1);
  const edge = cursor?.key[0] ?? null;
  if (edge === null) return [await openAll(core, await store.getAll(upper)), null];
  const range = before === null ? IDBKeyRange.lowerBound([edge]) : IDBKeyRange.bound([edge], [before], false, true);
  return [await openAll(core, await store.getAll(range)), edge];
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => { resolve(); }, { timeout: 500 });
    else setTimeout(resolve, 0);
  });
}

import type { Agreed } from "../api/wire.ts";
import { type Core, openRow } from "./core.ts";
import { type Counts, readCounts } from "./counts.ts";
import { openText } from "./data_key.ts";
import type { ClientDb, EntryKey, EntryRow, SyncRow } from "./schema.ts";
import type { OpenRow } from "./view.ts";

export interface State {
  counts: Counts;
  sync: SyncRow | undefined;
}

export function readState(core: Core): Promise<State> {
  return core.disk.use(async (db) => {
    const tx = db.transaction(["entries", "outbox", "meta"]);
    const [counts, sync] = await Promise.all([readCounts(tx), tx.objectStore("meta").get("sync")]);
    return { counts, sync };
  });
}

/** null before the first came; "unreadable" where it does not open. */
export async function readAgreed(core: Core): Promise<Agreed | null | "unreadable"> {
  const sealed = await core.disk.use((db) => db.get("agreed", "agreed"));
  if (!sealed) return null;
  const text = await openText(core.dataKey, "agreed/agreed", sealed).catch(() => null);
  return text === null ? "unreadable" : (JSON.parse(text) as Agreed);
}

/** Those of `keys` that lie on the disk. */
export async function readRows(core: Core, keys: readonly EntryKey[]): Promise<OpenRow[]> {
  const rows = await core.disk.use((db) => {
    const { store } = db.transaction("entries");
    return Promise.all(keys.map((key) => store.get(key)));
  });
  return openAll(
    core,
    rows.filter((row) => row !== undefined),
  );
}

/** The newest `count` rows with ids before `before`, whole entries only, and the id to go on from (null: no more). */
export async function readNewest(core: Core, count: number, before: string | null): Promise<[OpenRow[], string | null]> {
  const [rows, edge] = await core.disk.use((db) => newest(db, count, before));
  return [await openAll(core, rows), edge];
}

async function newest(db: ClientDb, count: number, before: string | null): Promise<[EntryRow[], string | null]> {
  const { store } = db.transaction("entries");
  const upper = before === null ? null : IDBKeyRange.upperBound([before], true);
  // Only keys are walked, and in one step: a cursor over rows would cost a turn of the event loop for each.
  let cursor = await store.openKeyCursor(upper, "prev");
  if (cursor) cursor = await cursor.advance(count - 1);
  const edge = cursor?.key[0] ?? null;
  if (edge === null) return [await store.getAll(upper), null];
  const range = before === null ? IDBKeyRange.lowerBound([edge]) : IDBKeyRange.bound([edge], [before], false, true);
  return [await store.getAll(range), edge];
}

function openAll(core: Core, rows: readonly EntryRow[]): Promise<OpenRow[]> {
  return Promise.all(rows.map((row) => openRow(core, row)));
}

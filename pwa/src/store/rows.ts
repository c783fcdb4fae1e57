import { StoreClosed } from "./errors.ts";
import type { ClientDisk, EntryKey, EntryRow, StoreName, SyncRow, WriteTx } from "./schema.ts";

/** All revisions of one entry: an array sorts behind every number. */
export function revisionsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** All revisions of one entry below `revision`, of whichever device. */
function below(id: string, revision: number): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, revision], false, true);
}

/** What a withdrawal took from the phone. */
export interface Cleared {
  rows: EntryKey[];
  items: [id: string, revision: number][];
}

/** Takes away what stands below the withdrawal `revision`: the words, and what waits to carry them. The server keeps no
 *  body of them either, so nothing that it would have kept is lost. */
export async function clearBelow(tx: WriteTx<StoreName[]>, id: string, revision: number): Promise<Cleared> {
  const range = below(id, revision);
  const [entries, outbox] = [tx.objectStore("entries"), tx.objectStore("outbox")];
  const [rows, items] = await Promise.all([entries.getAllKeys(range), outbox.getAllKeys(range)]);
  await Promise.all([entries.delete(range), outbox.delete(range)]);
  return { rows, items };
}

export const keyOf = (row: EntryRow): EntryKey => [row.id, row.revision, row.device];
export const placeOf = ([id, revision, device]: EntryKey): string => `entries/${id}/${String(revision)}/${device}`;

/** The highest of `keys`' revisions, 0 of none. */
export function highest(keys: readonly EntryKey[]): number {
  return keys.reduce((most, [, revision]) => Math.max(most, revision), 0);
}

/** `disk.strictly`, with the transaction as wide as what it is handed to asks for. */
export function strictly<T>(disk: ClientDisk, names: StoreName[], work: (tx: WriteTx<StoreName[]>) => Promise<T>): Promise<T> {
  return disk.strictly(names, work);
}

/** Reads the sync row inside a transaction. */
export async function syncRow(tx: WriteTx<StoreName[]>): Promise<SyncRow> {
  const row = await tx.objectStore("meta").get("sync");
  if (!row) throw new StoreClosed("The memory has no place to stand.");
  return row;
}

import { type IDBPDatabase, openDB } from "idb";
import { nameFor } from "../src/store/open.ts";
import type { ClientSchema, EntryRow, OutboxRow } from "../src/store/schema.ts";

/** The raw database of a client, beside the app's own connection. */
export async function onDisk<T>(client: string, work: (db: IDBPDatabase<ClientSchema>) => Promise<T>): Promise<T> {
  const db = await openDB<ClientSchema>(nameFor(client));
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export function rowsOf(client: string, id: string): Promise<EntryRow[]> {
  return onDisk(client, (db) => db.getAll("entries", IDBKeyRange.bound([id], [id, []])));
}

export function itemsOf(client: string): Promise<OutboxRow[]> {
  return onDisk(client, (db) => db.getAll("outbox"));
}

/** Damages the readable copy of the revisions of `id`: nothing opens it any more. */
export function spoil(client: string, id: string, revisions: number[] = [1]): Promise<void> {
  return onDisk(client, async (db) => {
    for (const row of await db.getAll("entries", IDBKeyRange.bound([id], [id, []]))) {
      if (!revisions.includes(row.revision)) continue;
      row.sealed[row.sealed.length - 1] = (row.sealed.at(-1) ?? 0) ^ 1;
      await db.put("entries", row);
    }
  });
}

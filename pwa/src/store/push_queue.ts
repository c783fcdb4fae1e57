import { now } from "../clock/clock.ts";
import type { SealedEntry } from "../api/wire.ts";
import type { Changes } from "./change.ts";
import { StoreClosed } from "./errors.ts";
import { openLease } from "./lease.ts";
import type { Head, PushQueue } from "./queue_types.ts";
import { keyOf, strictly, syncRow } from "./rows.ts";
import type { ClientDisk, OutboxRow, SyncRow } from "./schema.ts";
import { applyResults, restUntil, rests } from "./settle.ts";

/** What an item takes in the request beside `sealed`. */
const ITEM_BYTES = 160;
const PAGE = 120;

/** The outbox of one client over an open database, without any key. */
export function openPushQueue(disk: ClientDisk, client: string, device: string, channel: Changes): PushQueue {
  return {
    head: () => readHead(disk, client, device),
    due: (count, bytes) => dueItems(disk, count, bytes),
    async settleResults(results, reply) {
      const done = await strictly(disk, ["entries", "outbox", "meta"], async (tx) => {
        const applied = await applyResults(tx, results, reply.epoch);
        await tx.objectStore("meta").put(contacted(await syncRow(tx), reply.server_time), "sync");
        return applied;
      });
      // What the worker wrote has no copy here: a page fetches it at once.
      const unread = done.moved.length > done.rows.length;
      channel.tell({ rows: done.rows.map(keyOf), ...(unread ? { queued: true } : {}) });
      return done.settled;
    },
    lease: openLease(disk),
    rest: (item) => restItem(disk, item),
    async note(contact) {
      channel.tell({ contact });
      if (contact.signedOut !== undefined) await noteSignedOut(disk, contact.signedOut);
    },
  };
}

async function readHead(disk: ClientDisk, client: string, device: string): Promise<Head> {
  const row = await disk.use((db) => db.get("meta", "sync"));
  if (!row) throw new StoreClosed("The memory has no place to stand.");
  return { client, device, epoch: row.epoch, cursor: row.cursor, agreed_version: row.agreed_version };
}

async function noteSignedOut(disk: ClientDisk, signed_out: boolean): Promise<void> {
  // A write waits for the disk, and nearly always this is known.
  const known = await disk.use((db) => db.get("meta", "sync"));
  if (known?.signed_out === signed_out) return;
  await strictly(disk, ["meta"], async (tx) => {
    await tx.objectStore("meta").put({ ...(await syncRow(tx)), signed_out }, "sync");
  });
}

/** Takes down that the server spoke just now. */
export function contacted(row: SyncRow, serverTime: string): SyncRow {
  const server = Date.parse(serverTime);
  const skew_ms = Number.isNaN(server) ? row.skew_ms : server - now().getTime();
  return { ...row, last_contact: serverTime, skew_ms, signed_out: false };
}

async function dueItems(disk: ClientDisk, count: number, bytes: number): Promise<SealedEntry[]> {
  const batch: SealedEntry[] = [];
  let room = bytes;
  let after: IDBKeyRange | null = null;
  for (;;) {
    const from: IDBKeyRange | null = after;
    const page = await disk.use((db) => db.getAll("outbox", from, PAGE));
    for (const row of page) {
      if (!isDue(row)) continue;
      room -= row.sealed.length + ITEM_BYTES;
      // One that is larger than the room alone still goes, or it would never go.
      if (batch.length === count || (room < 0 && batch.length > 0)) return batch;
      const { id, revision, key, sealed } = row;
      batch.push({ id, revision, key, sealed });
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return batch;
    after = IDBKeyRange.lowerBound([last.id, last.revision], true);
  }
}

function isDue(row: OutboxRow): boolean {
  // These wait to be sealed anew; a page that can read does it before it sends.
  if (row.code === "conflict" || row.code === "sealed") return false;
  return !rests(row.rest_until);
}

async function restItem(disk: ClientDisk, { id, revision }: SealedEntry): Promise<void> {
  await strictly(disk, ["outbox"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    const row = await outbox.get([id, revision]);
    if (row) await outbox.put({ ...row, tries: row.tries + 1, rest_until: restUntil(row.tries) });
  });
}


import { now } from "../clock/clock.ts";
import type { SealedEntry, SyncResult } from "../api/wire.ts";
import type { Channel } from "./channel.ts";
import type { Moved } from "./counts.ts";
import { StoreClosed } from "./errors.ts";
import type { Contact, Head, PushQueue, Settled } from "./queue_types.ts";
import { highest, keyOf, revisionsOf, strictly, syncRow } from "./rows.ts";
import type { ClientDb, EntryKey, EntryRow, OutboxRow, RowState, StoreName, SyncRow, WriteTx } from "./schema.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What an item takes in the request beside `sealed`. */
const ITEM_BYTES = 160;
const PAGE = 120;

/** What a transaction did: to be shown without being read again. */
export interface Settling {
  settled: Settled;
  rows: EntryRow[];
  moved: Moved[];
}

/** The outbox of one client over an open database, without any key. */
export function openPushQueue(db: ClientDb, client: string, device: string, channel: Channel): PushQueue {
  return {
    head: () => readHead(db, client, device),
    due: (count, bytes) => dueItems(db, count, bytes),
    async settleResults(results, reply) {
      const done = await strictly(db, ["entries", "outbox", "meta"], async (tx) => {
        const applied = await applyResults(tx, results, reply.epoch);
        await tx.objectStore("meta").put(contacted(await syncRow(tx), reply.server_time), "sync");
        return applied;
      });
      channel.tell({ rows: done.rows.map(keyOf) });
      return done.settled;
    },
    rest: (item) => restItem(db, item),
    async note(contact) {
      channel.tell({ contact });
      if (contact.signedOut !== undefined) await noteSignedOut(db, contact);
    },
  };
}

async function readHead(db: ClientDb, client: string, device: string): Promise<Head> {
  const row = await db.get("meta", "sync");
  if (!row) throw new StoreClosed("The memory has no place to stand.");
  return { client, device, epoch: row.epoch, cursor: row.cursor, agreed_version: row.agreed_version };
}

async function noteSignedOut(db: ClientDb, contact: Contact): Promise<void> {
  await strictly(db, ["meta"], async (tx) => {
    const row = await syncRow(tx);
    await tx.objectStore("meta").put({ ...row, signed_out: contact.signedOut ?? row.signed_out }, "sync");
  });
}

/** Takes down that the server spoke just now. */
export function contacted(row: SyncRow, serverTime: string): SyncRow {
  const server = Date.parse(serverTime);
  const skew_ms = Number.isNaN(server) ? row.skew_ms : server - now().getTime();
  return { ...row, last_contact: serverTime, skew_ms, signed_out: false };
}

async function dueItems(db: ClientDb, count: number, bytes: number): Promise<SealedEntry[]> {
  const batch: SealedEntry[] = [];
  let room = bytes;
  let after: IDBKeyRange | null = null;
  for (;;) {
    const page: OutboxRow[] = await db.getAll("outbox", after, PAGE);
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
  if (row.rest_until === null) return true;
  const rest = Date.parse(row.rest_until) - now().getTime();
  // A rest longer than any that is given means that the phone's clock was moved.
  return rest <= 0 || rest > DAY;
}

/** When an item that came back `tries` times may go again: after 1, 2, 4 … hours, a day at most. */
export function restUntil(tries: number): string {
  return new Date(now().getTime() + Math.min(HOUR * 2 ** Math.min(tries, 10), DAY)).toISOString();
}

async function restItem(db: ClientDb, { id, revision }: SealedEntry): Promise<void> {
  await strictly(db, ["outbox"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    const row = await outbox.get([id, revision]);
    if (row) await outbox.put({ ...row, tries: row.tries + 1, rest_until: restUntil(row.tries) });
  });
}

/** Settles the outbox by what the server said. Only the clear parts of rows are touched. */
export async function applyResults(
  tx: WriteTx<StoreName[]>,
  results: readonly SyncResult[],
  epoch: string,
): Promise<Settling> {
  const done = await Promise.all(results.map((result) => applyResult(tx, result, epoch)));
  const moved = done.map((one) => one.moved).filter((one) => one !== null);
  const sealed = results.some((result) => result.code === "sealed");
  return {
    moved,
    rows: done.map((one) => one.row).filter((row) => row !== null),
    settled: { settled: moved.length, sealed, again: false },
  };
}

interface Applied {
  /** null: it was settled before, by another tab or an earlier reply. */
  moved: Moved | null;
  row: EntryRow | null;
}

async function applyResult(
  tx: WriteTx<StoreName[]>,
  result: SyncResult,
  epoch: string,
): Promise<Applied> {
  const outbox = tx.objectStore("outbox");
  const item = await outbox.get([result.id, result.revision]);
  if (!item) return { moved: null, row: null };
  const { id, revision } = item;
  const key: EntryKey = [id, revision, item.device];
  const row = await tx.objectStore("entries").get(key);
  const verdict = judge(result, item, row !== undefined);
  const tries = item.tries + 1;
  if (verdict.keep) await outbox.put({ ...without(item), ...verdict.keep, tries });
  else await outbox.delete([id, revision]);
  const now = verdict.keep ? (verdict.keep.code === "newer" ? "newer" : "queued") : "left";
  const moved: Moved = { id, revision, now };
  if (!row) return { moved, row: null };
  const after = await judged(tx, row, verdict.state, result, epoch);
  await tx.objectStore("entries").put(after);
  return { moved, row: after };
}

function without({ code: _, ...item }: OutboxRow): OutboxRow {
  return item;
}

interface Verdict {
  state: RowState;
  /** What of the outbox item changes; absent: it leaves the outbox. */
  keep?: Pick<OutboxRow, "rest_until"> & Partial<Pick<OutboxRow, "code">>;
}

function judge(result: SyncResult, item: OutboxRow, readable: boolean): Verdict {
  switch (result.outcome) {
    case "stored":
    case "already_stored":
      return { state: "sent" };
    case "conflict":
      // The server kept this one too; what is left to do is to say it again as the latest revision.
      return { state: "conflict", keep: { code: "conflict", rest_until: null } };
    case "refused": {
      if (result.code === "newer") return { state: "newer", keep: { code: "newer", rest_until: restUntil(item.tries) } };
      if (result.code === "sealed" && readable) return { state: "waiting", keep: { code: "sealed", rest_until: null } };
      // Without a readable copy the item is all there is: it rests, since nobody could mend what is gone.
      return readable ? { state: "refused" } : { state: "refused", keep: { rest_until: restUntil(item.tries) } };
    }
  }
}

async function judged(
  tx: WriteTx<StoreName[]>,
  row: EntryRow,
  state: RowState,
  result: SyncResult,
  epoch: string,
): Promise<EntryRow> {
  if (state === "sent" || state === "conflict") {
    const received_at = result.received_at ?? row.received_at;
    return { ...row, state, epoch, received_at, seq: result.seq ?? row.seq, code: null, reason: null };
  }
  const code = result.code ?? null;
  const reason = result.reason ?? null;
  if (state !== "refused") return { ...row, state, code, reason };
  const keys = await tx.objectStore("entries").getAllKeys(revisionsOf(row.id));
  return { ...row, state: highest(keys) > row.revision ? "mended" : "refused", code, reason };
}

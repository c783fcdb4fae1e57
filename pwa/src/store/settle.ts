import { now } from "../clock/clock.ts";
import type { SyncResult } from "../api/wire.ts";
import type { Moved } from "./counts.ts";
import type { Settled } from "./queue_types.ts";
import { highest, keyOf, revisionsOf } from "./rows.ts";
import type { EntryKey, EntryRow, OutboxRow, RowState, StoreName, WriteTx } from "./schema.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a transaction did: to be shown without being read again. */
export interface Settling {
  settled: Settled;
  rows: EntryRow[];
  moved: Moved[];
}

type ItemKey = [id: string, revision: number];

/** Settles the outbox by what the server said. Only the clear parts of rows are touched. */
export async function applyResults(
  tx: WriteTx<StoreName[]>,
  results: readonly SyncResult[],
  epoch: string,
): Promise<Settling> {
  const done: Applied[] = [];
  const batch = await readBatch(tx, results);
  for (const result of results) {
    const item = batch.items.get(nameOf(result));
    // Not there: it was settled before, by another tab or an earlier reply, or taken back.
    batch.items.delete(nameOf(result));
    if (item) done.push(await apply(tx, result, item, batch.rows.get(rowName(keyFor(item))), epoch));
  }
  await writeBatch(tx, done, batch.whole);
  const rows = done.map((one) => one.row).filter((row) => row !== null);
  const sealed = results.some((result) => result.code === "sealed");
  return { moved: done.map((one) => one.moved), rows, settled: { settled: results.length, sealed, again: false } };
}

/** When an item that came back `tries` times may go again: after 1, 2, 4 … hours, a day at most. */
export function restUntil(tries: number): string {
  return new Date(now().getTime() + Math.min(HOUR * 2 ** Math.min(tries, 10), DAY)).toISOString();
}

/** A rest longer than any that is given means that the phone's clock was moved. */
export function rests(until: string | null): boolean {
  if (until === null) return false;
  const rest = Date.parse(until) - now().getTime();
  return rest > 0 && rest <= DAY;
}

const keyFor = (item: OutboxRow): EntryKey => [item.id, item.revision, item.device];
const nameOf = ({ id, revision }: { id: string; revision: number }): string => `${id}/${revision}`;
const rowName = (key: EntryKey): string => key.join("/");

/** The outbox items the results are about, and the rows they are the sealed form of. */
interface Batch {
  items: Map<string, OutboxRow>;
  rows: Map<string, EntryRow>;
  /** The stretch of the outbox that holds these items and no other; null where others lie between. */
  whole: IDBKeyRange | null;
}

/** Reads what is neighbouring in one step: a request for each key is what makes a thousand results slow. */
async function readBatch(tx: WriteTx<StoreName[]>, results: readonly SyncResult[]): Promise<Batch> {
  const keys = results.map(({ id, revision }): ItemKey => [id, revision]).sort((one, other) => indexedDB.cmp(one, other));
  const [first, last] = [keys[0], keys.at(-1)];
  if (!first || !last) return { items: new Map(), rows: new Map(), whole: null };
  const [outbox, entries] = [tx.objectStore("outbox"), tx.objectStore("entries")];
  // Between the first and the last may lie years of entries that were sent long ago.
  const most = 2 * keys.length;
  const stretch = IDBKeyRange.bound(first, last);
  const [near, beside] = await Promise.all([
    outbox.getAll(stretch, most),
    entries.getAll(IDBKeyRange.bound(first, [...last, []]), most),
  ]);
  const items = new Map(near.map((item) => [nameOf(item), item]));
  const rows = new Map(beside.map((row) => [rowName(keyOf(row)), row]));
  const named = new Set(results.map(nameOf));
  const whole = near.length < most && near.every((item) => named.has(nameOf(item))) ? stretch : null;
  if (near.length === most) {
    for (const item of await all(keys, (key) => outbox.get(key))) items.set(nameOf(item), item);
  }
  if (beside.length === most) {
    const missing = [...items.values()].filter((item) => named.has(nameOf(item)) && !rows.has(rowName(keyFor(item))));
    for (const row of await all(missing, (item) => entries.get(keyFor(item)))) rows.set(rowName(keyOf(row)), row);
  }
  return { items, rows, whole };
}

async function all<T, R>(from: readonly T[], get: (one: T) => Promise<R | undefined>): Promise<R[]> {
  return (await Promise.all(from.map(get))).filter((one) => one !== undefined);
}

async function writeBatch(tx: WriteTx<StoreName[]>, done: readonly Applied[], whole: IDBKeyRange | null): Promise<void> {
  const [outbox, entries] = [tx.objectStore("outbox"), tx.objectStore("entries")];
  const left = done.filter(({ keep }) => keep === null);
  await Promise.all([
    ...(whole ? [outbox.delete(whole)] : left.map(({ moved }) => outbox.delete([moved.id, moved.revision]))),
    ...done.map(({ keep }) => keep && outbox.put(keep)),
    ...done.map(({ row }) => row && entries.put(row)),
  ]);
}

interface Applied {
  moved: Moved;
  /** The item as it stays in the outbox; null: it leaves. */
  keep: OutboxRow | null;
  row: EntryRow | null;
}

async function apply(
  tx: WriteTx<StoreName[]>,
  result: SyncResult,
  item: OutboxRow,
  row: EntryRow | undefined,
  epoch: string,
): Promise<Applied> {
  const verdict = judge(result, item, row !== undefined);
  const keep = verdict.keep ? { ...without(item), ...verdict.keep, tries: item.tries + 1 } : null;
  const now = keep ? (keep.code === "newer" ? "newer" : "queued") : "left";
  const moved: Moved = { id: item.id, revision: item.revision, now };
  return { moved, keep, row: row ? await judged(tx, row, verdict.state, result, epoch) : null };
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
  // Of a withdrawal there is nothing to mend: what the server took before has a day it takes.
  const answered = row.withdrawn ?? highest(await tx.objectStore("entries").getAllKeys(revisionsOf(row.id))) > row.revision;
  return { ...row, state: answered ? "mended" : "refused", code, reason };
}

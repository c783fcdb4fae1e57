import { type Core, textOrNull } from "./core.ts";
import { now } from "../clock/clock.ts";
import { highest, keyOf, revisionsOf, strictly, syncRow } from "./rows.ts";
import type { EntryKey, EntryRow, OutboxRow, SyncRow } from "./schema.ts";
import { sealEntry } from "./seal.ts";
import { restUntil } from "./settle.ts";
import type { OpenRow } from "./view.ts";
import { keepRevision, sealRevision } from "./write.ts";

const OFFER = 100;
const PAGE = 300;
/** So often a conflict is answered at once; after that in hours, or two phones would answer each other for ever. */
const ANSWERS = 4;

/** Makes new outbox items for what came back. Returns the rows it changed. */
export async function mendAll(core: Core): Promise<EntryKey[]> {
  const changed: EntryKey[] = [];
  const [conflicts, sealed, sync] = await core.disk.use((db) => {
    const tx = db.transaction(["outbox", "meta"]);
    const codes = tx.objectStore("outbox").index("code");
    return Promise.all([codes.getAll("conflict"), codes.getAll("sealed"), tx.objectStore("meta").get("sync")]);
  });
  for (const item of conflicts) changed.push(...(await mendConflict(core, item)));
  for (const item of sealed) await sealAnew(core, item);
  if (sync?.lost === "offering") changed.push(...(await offerLost(core, sync)));
  return changed;
}

/** Says this device's own words again as the latest revision, unless a later one of its own stands already. */
async function mendConflict(core: Core, item: OutboxRow): Promise<EntryKey[]> {
  const { id, revision, device } = item;
  const rows = await core.disk.use((db) => db.getAll("entries", revisionsOf(id)));
  const row = rows.find((other) => other.revision === revision && other.device === device);
  const overtaken = rows.some((other) => other.device === core.device && other.revision > revision);
  const text = row && device === core.device && !overtaken ? await textOrNull(core, row) : null;
  if (text === null) {
    // The server kept these words too: what does not open here comes back from there.
    await core.disk.use((db) => db.delete("outbox", [id, revision]));
    return [[id, revision, device]];
  }
  const [next, again] = await sealRevision(core, id, highest(rows.map(keyOf)) + 1, text);
  const { tries } = item;
  const rest_until = tries > ANSWERS ? restUntil(tries) : null;
  const done = await strictly(core.disk, ["entries", "outbox"], async (tx) => {
    if (!(await keepRevision(tx, next, { ...again, tries, rest_until }))) return false;
    await tx.objectStore("outbox").delete([id, revision]);
    return true;
  });
  // Not done: the entry was changed meanwhile; the next round looks at it again.
  return done ? [keyOf(next)] : [];
}

/** The practice's key has changed since: seals the same words under the one known now. What does not open here goes
 *  again as it is, for the server may find the key that it lost. */
async function sealAnew(core: Core, item: OutboxRow): Promise<void> {
  const { id, revision, device } = item;
  const row = await core.disk.use((db) => db.get("entries", [id, revision, device]));
  const text = row ? await textOrNull(core, row) : null;
  const sealed = text === null ? {} : await sealEntry(await core.publicKey(), core.client, id, revision, text);
  const { code: _, ...kept } = item;
  // A second time would be no other: then it waits for a server that can open it.
  const rest_until = item.tries > 1 || text === null ? restUntil(item.tries) : null;
  await strictly(core.disk, ["outbox"], async (tx) => {
    const outbox = tx.objectStore("outbox");
    // Taken back meanwhile, it must not come to life again.
    if (await outbox.getKey([id, revision])) await outbox.put({ ...kept, ...sealed, rest_until });
  });
}

/** The server has it, and was not asked for it before. */
export const isToBeAsked = (row: OpenRow["row"]): boolean => row.seq !== null && !row.asked;

/** Has the server send once more what lies here and does not open, each revision once. Returns the rows it marked. */
export async function askAgain(core: Core, unreadable: readonly OpenRow["row"][], agreed: boolean): Promise<EntryRow[]> {
  const wanted = unreadable.filter(isToBeAsked);
  if (wanted.length === 0 && !agreed) return [];
  return strictly(core.disk, ["entries", "meta"], async (tx) => {
    const entries = tx.objectStore("entries");
    const found = await Promise.all(wanted.map(({ id, revision, device }) => entries.get([id, revision, device])));
    const marked = found.filter((row) => row !== undefined).map((row): EntryRow => ({ ...row, asked: true }));
    await Promise.all(marked.map((row) => entries.put(row)));
    const sync = await syncRow(tx);
    const from = { cursor: marked.length > 0 ? 0 : sync.cursor, agreed_version: agreed ? null : sync.agreed_version };
    await tx.objectStore("meta").put({ ...sync, ...from }, "sync");
    return marked;
  });
}

/** After a restore: what the server acknowledged before and did not show since is offered again, some at a time. */
async function offerLost(core: Core, sync: SyncRow): Promise<EntryKey[]> {
  const found = await lostRows(core, sync.epoch);
  const items = await Promise.all(found.map((row) => offer(core, row)));
  return strictly(core.disk, ["entries", "outbox", "meta"], async (tx) => {
    for (const [at, row] of found.entries()) {
      const item = items[at];
      const still = await tx.objectStore("entries").get(keyOf(row));
      if (!still || still.epoch === sync.epoch) continue;
      const queued = await tx.objectStore("outbox").getKey([row.id, row.revision]);
      // Its twin of another device waits under the same number: this one's turn comes after.
      if (item && queued) continue;
      if (item) await tx.objectStore("outbox").put(item);
      await tx.objectStore("entries").put(item ? { ...still, state: "waiting" } : { ...still, epoch: sync.epoch });
    }
    if (found.length === 0) await tx.objectStore("meta").put(settledAfterLoss(sync), "sync");
    return found.map(keyOf);
  });
}

const settledAfterLoss = (sync: SyncRow): SyncRow => ({ ...sync, lost: null });

async function lostRows(core: Core, epoch: string): Promise<EntryRow[]> {
  const lost: EntryRow[] = [];
  let after: IDBKeyRange | null = null;
  while (lost.length < OFFER) {
    const from: IDBKeyRange | null = after;
    const page = await core.disk.use((db) => db.getAll("entries", from, PAGE));
    lost.push(...page.filter((row) => (row.state === "sent" || row.state === "conflict") && row.epoch !== epoch));
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    after = IDBKeyRange.lowerBound(keyOf(last), true);
  }
  return lost.slice(0, OFFER);
}

/** null where the readable copy does not open: there is nothing to offer. */
async function offer(core: Core, row: EntryRow): Promise<OutboxRow | null> {
  const text = await textOrNull(core, row);
  if (text === null) return null;
  const item = await sealEntry(await core.publicKey(), core.client, row.id, row.revision, text);
  return { ...item, queued_at: now().toISOString(), tries: 0, rest_until: null, device: row.device };
}

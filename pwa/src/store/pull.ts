import { envelopeText, readEnvelope, saysTheSame } from "../entry/envelope.ts";
import { now } from "../clock/clock.ts";
import type { StoredEntry } from "../api/wire.ts";
import { type Core, envelopeOf } from "./core.ts";
import { sealText } from "./data_key.ts";
import { clearBelow, keyOf, placeOf, revisionsOf } from "./rows.ts";
import type { EntryKey, EntryRow, StoreName, WriteTx } from "./schema.ts";

export interface Pulled {
  row: EntryRow;
  current: boolean;
  /** This device's own revision of the same number says something else, and lost: it has to be said again. */
  beaten: boolean;
}

/** Seals what came down for this phone, before the transaction that keeps it. */
export function sealPulled(core: Core, entries: readonly StoredEntry[], epoch: string): Promise<Pulled[]> {
  return Promise.all(entries.map((entry) => sealOne(core, entry, epoch)));
}

async function sealOne(core: Core, entry: StoredEntry, epoch: string): Promise<Pulled> {
  const { id, revision, device, seq, received_at, current } = entry;
  const text = envelopeText(entry);
  const sealed = await sealText(core.dataKey, placeOf([id, revision, device]), text);
  const known = { seq, epoch, received_at, code: null, reason: null, ...(entry.withdrawn ? { withdrawn: true as const } : {}) };
  const row: EntryRow = { id, revision, device, state: "sent", ...known, sealed };
  return { row, current, beaten: current && device !== core.device && (await differs(core, row, text)) };
}

async function differs(core: Core, pulled: EntryRow, text: string): Promise<boolean> {
  const own = await core.disk.use((db) => db.get("entries", [pulled.id, pulled.revision, core.device]));
  const said = own ? await envelopeOf(core, own) : null;
  return said !== null && !saysTheSame(said, readEnvelope(text));
}

/** Keeps what came down. A row this phone has keeps its readable copy: the bytes it sent are the ones to send again.
 *  Only one that does not open is replaced. Nothing is kept of what stands below a withdrawal. */
export async function mergePulled(tx: WriteTx<StoreName[]>, own: string, pulled: readonly Pulled[]): Promise<EntryKey[]> {
  const keys: EntryKey[] = [];
  for (const { row, current, beaten } of pulled) {
    const entries = tx.objectStore("entries");
    const others = await entries.getAll(revisionsOf(row.id));
    if (others.some((other) => other.withdrawn && other.revision > row.revision)) continue;
    if (row.withdrawn) keys.push(...(await clearBelow(tx, row.id, row.revision)).rows);
    const twins = others.filter(({ revision }) => revision === row.revision);
    const known = twins.find(({ device }) => device === row.device);
    const twin = !current && twins.some(({ device }) => device !== row.device);
    await entries.put(known ? heardAgain(known, row) : { ...row, state: twin ? "conflict" : "sent" });
    keys.push(keyOf(row));
    if (beaten) keys.push(await queueBeaten(tx, row, own));
  }
  return keys;
}

function heardAgain(known: EntryRow, { seq, epoch, received_at, sealed }: EntryRow): EntryRow {
  return { ...known, seq, epoch, received_at, sealed: known.asked ? sealed : known.sealed };
}

async function queueBeaten(tx: WriteTx<StoreName[]>, { id, revision }: EntryRow, own: string): Promise<EntryKey> {
  const key: EntryKey = [id, revision, own];
  const row = await tx.objectStore("entries").get(key);
  const outbox = tx.objectStore("outbox");
  // One that still waits hears of the conflict when it is sent.
  if (row?.state === "sent" && !(await outbox.getKey([id, revision]))) {
    await tx.objectStore("entries").put({ ...row, state: "conflict" });
    const item = { id, revision, key: "", sealed: "", queued_at: now().toISOString(), tries: 0, rest_until: null };
    await outbox.put({ ...item, device: own, code: "conflict" });
  }
  return key;
}

import { now, zone } from "../clock/clock.ts";
import { checkLengths, type EnvelopeParts, envelopeText, readEnvelope } from "../entry/envelope.ts";
import { type Core, rowText } from "./core.ts";
import { sealText } from "./data_key.ts";
import { UnknownEntry } from "./errors.ts";
import { highest, placeOf, revisionsOf, strictly } from "./rows.ts";
import type { EntryRow, OutboxRow, StoreName, WriteTx } from "./schema.ts";
import { sealEntry } from "./seal.ts";
import type { NewEntry } from "./types.ts";

export interface Written {
  row: EntryRow;
  text: string;
}

/** Seals `draft` and keeps entry and outbox item in one strict transaction. */
export async function writeEntry(core: Core, id: string, draft: NewEntry): Promise<Written> {
  const { kind, subject, share, bring_up, local_date, body } = draft;
  const parts: EnvelopeParts = { kind, subject, share, bring_up, local_date, body, ...hereAndNow() };
  const text = envelopeText(parts);
  checkLengths(body, text);
  return writeRevision(core, id, text);
}

/** Keeps an empty revision, which hides the entry. */
export async function writeWithdrawal(core: Core, id: string): Promise<Written> {
  const rows = await core.db.getAll("entries", revisionsOf(id));
  const top = rows.reduce<EntryRow | null>((most, row) => (most && most.revision >= row.revision ? most : row), null);
  if (!top) throw new UnknownEntry(id);
  const { kind, subject, share, bring_up, local_date } = readEnvelope(await rowText(core, top));
  const parts: EnvelopeParts = { kind, subject, share, bring_up, local_date, body: null, ...hereAndNow() };
  return writeRevision(core, id, envelopeText(parts));
}

function hereAndNow(): { recorded_at: string; zone: string } {
  return { recorded_at: now().toISOString(), zone: zone() };
}

async function writeRevision(core: Core, id: string, text: string): Promise<Written> {
  for (;;) {
    const revision = highest(await core.db.getAllKeys("entries", revisionsOf(id))) + 1;
    const [row, item] = await sealRevision(core, id, revision, text);
    const kept = await strictly(core.db, ["entries", "outbox"], (tx) => keepRevision(tx, row, item));
    // Not kept: another tab took this revision while it was sealed; the seal names the revision, so it is made anew.
    if (kept) return { row, text };
  }
}

/** Both sealed forms of a revision this device makes: readable on this phone, and for the practice only. */
export async function sealRevision(
  core: Core,
  id: string,
  revision: number,
  text: string,
): Promise<[EntryRow, OutboxRow]> {
  const { client, device, dataKey } = core;
  const [sealed, item] = await Promise.all([
    sealText(dataKey, placeOf([id, revision, device]), text),
    sealEntry(await core.publicKey(), client, id, revision, text),
  ]);
  const queued = { queued_at: now().toISOString(), tries: 0, rest_until: null, device };
  const unknown = { seq: null, epoch: null, received_at: null, code: null, reason: null };
  return [
    { id, revision, device, state: "waiting", ...unknown, sealed },
    { ...item, ...queued },
  ];
}

/** Puts a sealed revision unless another took its number. Returns whether it did. */
export async function keepRevision(tx: WriteTx<StoreName[]>, row: EntryRow, item: OutboxRow): Promise<boolean> {
  const entries = tx.objectStore("entries");
  const before = await entries.getAll(revisionsOf(row.id));
  if (before.some((other) => other.revision >= row.revision)) return false;
  // One after the other: a request that fails while another is under way would leave that one's failure unmet.
  for (const other of before) if (other.state === "refused") await entries.put({ ...other, state: "mended" });
  await entries.put(row);
  await tx.objectStore("outbox").put(item);
  return true;
}

import { now, zone } from "../clock/clock.ts";
import { checkLengths, type EnvelopeParts, envelopeText, readEnvelope } from "../entry/envelope.ts";
import { type Core, envelopeOf } from "./core.ts";
import { sealText } from "./data_key.ts";
import { UnknownEntry } from "./errors.ts";
import { type Cleared, clearBelow, highest, placeOf, revisionsOf, strictly } from "./rows.ts";
import type { EntryRow, OutboxRow, StoreName, WriteTx } from "./schema.ts";
import { sealEntry } from "./seal.ts";
import type { SharedEntry } from "../entry/entry.ts";

export interface Written {
  row: EntryRow;
  text: string;
  cleared: Cleared;
}

/** Seals `draft` and keeps entry and outbox item in one strict transaction. */
export async function writeEntry(core: Core, id: string, draft: SharedEntry): Promise<Written> {
  const { kind, subject, share, bring_up, local_date, body } = draft;
  const parts: EnvelopeParts = { kind, subject, share, bring_up, local_date, body, ...hereAndNow() };
  const text = envelopeText(parts);
  checkLengths(body, text);
  return writeRevision(core, id, text);
}

/** Keeps an empty revision, which hides the entry and ends the words of all before it. */
export async function writeWithdrawal(core: Core, id: string): Promise<Written> {
  const rows = await core.disk.use((db) => db.getAll("entries", revisionsOf(id)));
  const latest = rows.sort((one, other) => other.revision - one.revision);
  // What the server refused, for its day, say, would have it refuse the withdrawal too, and keep what it took before.
  for (const row of [...latest.filter((one) => !wasRefused(one)), ...latest]) {
    const envelope = await envelopeOf(core, row);
    if (!envelope) continue;
    const { kind, subject, share, bring_up, local_date } = envelope;
    const parts: EnvelopeParts = { kind, subject, share, bring_up, local_date, body: null, ...hereAndNow() };
    return writeRevision(core, id, envelopeText(parts));
  }
  throw new UnknownEntry(id);
}

const wasRefused = (row: EntryRow): boolean => row.state === "refused" || row.state === "mended";

function hereAndNow(): { recorded_at: string; zone: string } {
  return { recorded_at: now().toISOString(), zone: zone() };
}

async function writeRevision(core: Core, id: string, text: string): Promise<Written> {
  for (;;) {
    const revision = highest(await core.disk.use((db) => db.getAllKeys("entries", revisionsOf(id)))) + 1;
    const [row, item] = await sealRevision(core, id, revision, text);
    const cleared = await strictly(core.disk, ["entries", "outbox"], (tx) => keepRevision(tx, row, item));
    // Not kept: another tab took this revision while it was sealed; the seal names the revision, so it is made anew.
    if (cleared) return { row, text, cleared };
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
  const withdrawn = readEnvelope(text).withdrawn ? { withdrawn: true as const } : {};
  return [
    { id, revision, device, state: "waiting", ...unknown, ...withdrawn, sealed },
    { ...item, ...queued },
  ];
}

/** Puts a sealed revision, null where another took its number. A withdrawal clears what stands below it. */
export async function keepRevision(tx: WriteTx<StoreName[]>, row: EntryRow, item: OutboxRow): Promise<Cleared | null> {
  const entries = tx.objectStore("entries");
  const before = await entries.getAll(revisionsOf(row.id));
  if (before.some((other) => other.revision >= row.revision)) return null;
  const cleared = row.withdrawn ? await clearBelow(tx, row.id, row.revision) : { rows: [], items: [] };
  if (!row.withdrawn) {
    // One after the other: a request that fails while another is under way would leave that one's failure unmet.
    for (const other of before) if (other.state === "refused") await entries.put({ ...other, state: "mended" });
  }
  await entries.put(row);
  await tx.objectStore("outbox").put(item);
  return cleared;
}

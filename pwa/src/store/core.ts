import { readEnvelope } from "../entry/envelope.ts";
import type { Envelope } from "../api/wire.ts";
import type { Changes } from "./change.ts";
import { openText } from "./data_key.ts";
import { placeOf, keyOf } from "./rows.ts";
import type { ClientDisk, EntryRow } from "./schema.ts";
import type { PublicKey } from "./seal.ts";
import type { OpenRow } from "./view.ts";

/** What every part of one client's open memory needs. */
export interface Core {
  disk: ClientDisk;
  client: string;
  device: string;
  dataKey: CryptoKey;
  channel: Changes;
  /** @throws NotJoined */
  publicKey(): Promise<PublicKey>;
}

function rowText(core: Core, row: EntryRow): Promise<string> {
  return openText(core.dataKey, placeOf(keyOf(row)), row.sealed);
}

/** Without its envelope where the readable copy does not open: the row stays, and is counted. */
export async function openRow(core: Core, row: EntryRow): Promise<OpenRow> {
  const { sealed: _, ...clear } = row;
  return { row: clear, envelope: await envelopeOf(core, row) };
}

/** null where the readable copy does not open. */
export async function envelopeOf(core: Core, row: EntryRow): Promise<Envelope | null> {
  const text = await textOrNull(core, row);
  return text === null ? null : readEnvelope(text);
}

/** The envelope's text, null where the readable copy does not open. */
export function textOrNull(core: Core, row: EntryRow): Promise<string | null> {
  return rowText(core, row).catch(() => null);
}

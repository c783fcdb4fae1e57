import { readEnvelope } from "../entry/envelope.ts";
import type { Channel } from "./channel.ts";
import { openText } from "./data_key.ts";
import { placeOf, keyOf } from "./rows.ts";
import type { ClientDb, EntryRow } from "./schema.ts";
import type { PublicKey } from "./seal.ts";
import type { OpenRow } from "./view.ts";

/** What every part of one client's open memory needs. */
export interface Core {
  db: ClientDb;
  client: string;
  device: string;
  dataKey: CryptoKey;
  channel: Channel;
  /** @throws NotJoined */
  publicKey(): Promise<PublicKey>;
}

export function rowText(core: Core, row: EntryRow): Promise<string> {
  return openText(core.dataKey, placeOf(keyOf(row)), row.sealed);
}

/** null where the readable copy does not open: the row stays, and the server's copy stands. */
export async function openRow(core: Core, row: EntryRow): Promise<OpenRow | null> {
  try {
    const envelope = readEnvelope(await rowText(core, row));
    const { sealed: _, ...clear } = row;
    return { row: clear, envelope };
  } catch {
    return null;
  }
}

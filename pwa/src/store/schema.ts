import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { ExchangeKey, SealedEntry } from "../api/wire.ts";
import type { EntryState } from "../entry/entry.ts";
import type { Disk, Layout } from "./disk.ts";
import { type Migration, nameFor } from "./open.ts";

/** What the app's own lock rests on, beside the PIN that only the client knows. */
export interface Pin {
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  /** How often in a row it was wrong, and when the last try was, by the phone's clock in ms. */
  wrong: number;
  tried_at: number;
  finger?: Finger;
}

/** The fingerprint or face beside it: the same data key, wrapped once more by what the phone's own lock gives out. */
export interface Finger {
  credential: Uint8Array<ArrayBuffer>;
  salt: Uint8Array<ArrayBuffer>;
  wrapped: Uint8Array<ArrayBuffer>;
}

/** What the phone knows of a client besides what they wrote. Losing `device_key`, or the PIN in its place, or `wrapped`
 *  makes all of it unreadable. */
export interface ClientRow {
  client: string;
  device: string;
  epoch: string;
  exchange_key: ExchangeKey | null;
  /** AES-KW, not extractable. null while a PIN stands in its place. */
  device_key: CryptoKey | null;
  /** The data key, wrapped by the device key, or by what PIN and salt make. */
  wrapped: Uint8Array<ArrayBuffer>;
  pin?: Pin;
  /** When the server last said which key to seal to, by the phone's clock in ms. */
  heard_at?: number;
}

export interface ControlSchema extends DBSchema {
  clients: { key: string; value: ClientRow };
  /** Under "client": whose phone this is. Under "leaving/…": whose database still has to go. */
  current: { key: string; value: string };
}

/** Id, revision, device that wrote it. */
export type EntryKey = [id: string, revision: number, device: string];

/** mended: refused once, and a later revision stands for it. */
export type RowState = EntryState | "mended";

export interface EntryRow {
  id: string;
  revision: number;
  device: string;
  state: RowState;
  seq: number | null;
  /** The server's epoch in which it was acknowledged last. */
  epoch: string | null;
  received_at: string | null;
  code: string | null;
  reason: string | null;
  /** It takes the entry back: nothing of an earlier revision may lie on this phone. */
  withdrawn?: true;
  /** Its copy did not open and it was asked for again: that happens once. */
  asked?: true;
  /** The envelope's text under the data key. */
  sealed: Uint8Array<ArrayBuffer>;
}

export interface OutboxRow extends SealedEntry {
  queued_at: string;
  tries: number;
  /** Not before this time; null at once. */
  rest_until: string | null;
  /** The device in the key of the entry this is the sealed form of. */
  device: string;
  /** What the server said of it, where something has to be done or waited for. */
  code?: "newer" | "conflict" | "sealed";
}

/** Under "sync". `lost`: a restored server is being compared (pulling), then offered what it lacks (offering). */
export interface SyncRow {
  epoch: string;
  cursor: number;
  agreed_version: string | null;
  lost: "pulling" | "offering" | null;
  last_contact: string | null;
  skew_ms: number;
  signed_out: boolean;
  /** Who syncs, where the browser has no locks. */
  lease?: { holder: string; until: number };
}

export interface ClientSchema extends DBSchema {
  entries: { key: EntryKey; value: EntryRow; indexes: { state: RowState } };
  outbox: { key: [id: string, revision: number]; value: OutboxRow; indexes: { code: string } };
  drafts: { key: string; value: Uint8Array<ArrayBuffer> };
  settings: { key: string; value: Uint8Array<ArrayBuffer> };
  agreed: { key: string; value: Uint8Array<ArrayBuffer> };
  meta: { key: string; value: SyncRow };
}

export type StoreName = "entries" | "outbox" | "drafts" | "settings" | "agreed" | "meta";
export type ClientDb = IDBPDatabase<ClientSchema>;
export type ClientDisk = Disk<ClientSchema>;
export type WriteTx<Names extends StoreName[]> = IDBPTransaction<ClientSchema, Names, "readwrite">;
export type AnyTx = IDBPTransaction<ClientSchema, StoreName[], IDBTransactionMode>;
export type ControlDb = IDBPDatabase<ControlSchema>;

/** Position n takes the database from version n to n + 1. Never removed, never changed, none drops a row. */
export const clientMigrations: readonly Migration<ClientSchema>[] = [
  (db) => {
    const entries = db.createObjectStore("entries", { keyPath: ["id", "revision", "device"] });
    entries.createIndex("state", "state");
    const outbox = db.createObjectStore("outbox", { keyPath: ["id", "revision"] });
    outbox.createIndex("code", "code");
    for (const name of ["drafts", "settings", "agreed", "meta"] as const) db.createObjectStore(name);
  },
];

export const layoutOf = (client: string): Layout<ClientSchema> => ({
  name: nameFor(client),
  migrations: clientMigrations,
  stands: async (db) => (await db.getKey("meta", "sync")) !== undefined,
});

export const controlMigrations: readonly Migration<ControlSchema>[] = [
  (db) => {
    db.createObjectStore("clients", { keyPath: "client" });
    db.createObjectStore("current");
  },
];

import type { IDBPObjectStore } from "idb";
import { now } from "../clock/clock.ts";
import { control } from "./control_db.ts";
import { unwrapBy, wrapBy, wrapOnDevice } from "./data_key.ts";
import { strictTransaction } from "./disk.ts";
import { Locked, NotLocked, orStorageError, TooSoon, WrongPin } from "./errors.ts";
import type { ClientRow, ControlSchema, Pin } from "./schema.ts";
import { leftToWait, noted, waitAfter } from "./tries.ts";

/** OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet). */
const ROUNDS = 600_000;
const SALT = 16;

type Keys = Pick<ClientRow, "device_key" | "wrapped" | "pin">;

/** A row whose data key a PIN wraps. */
export type LockedRow = ClientRow & { pin: Pin };

/** The PIN takes the place of the phone's own key, in one write: killed before it the one opens, after it the other.
 *  @throws Locked where there is a PIN already */
export async function setPin(client: string, pin: string): Promise<void> {
  const row = await rowOf(client);
  if (row.device_key === null) throw new Locked("There is a PIN already.");
  const dataKey = await unwrapBy(row.device_key, row.wrapped, true);
  await replace(row, await wrapByPin(dataKey, pin));
}

/** @throws WrongPin, TooSoon, NotLocked */
export async function changePin(client: string, pin: string, next: string): Promise<void> {
  const { row, dataKey } = await tryPin(client, pin, true);
  const made = await wrapByPin(dataKey, next);
  const { finger } = row.pin;
  await replace(row, finger === undefined ? made : { ...made, pin: { ...made.pin, finger } });
}

/** A new key of the phone's own takes the PIN's place.
 *  @throws WrongPin, TooSoon, NotLocked */
export async function removePin(client: string, pin: string): Promise<void> {
  const { row, dataKey } = await tryPin(client, pin, true);
  await replace(row, await wrapOnDevice(dataKey));
}

/** The data key for use.
 *  @throws WrongPin, TooSoon, NotLocked */
export async function unlock(client: string, pin: string): Promise<CryptoKey> {
  return (await tryPin(client, pin, false)).dataKey;
}

/** Counts before it looks: being killed in between is no try for nothing. */
export async function tryPin(client: string, pin: string, extractable: boolean): Promise<{ row: LockedRow; dataKey: CryptoKey }> {
  const row = await count(client);
  const dataKey = await unwrapBy(await keyOf(pin, row.pin), row.wrapped, extractable).catch(() => {
    throw new WrongPin(waitAfter(row.pin.wrong));
  });
  const right: LockedRow = { ...row, pin: { ...row.pin, wrong: 0 } };
  await replace(row, right);
  return { row: right, dataKey };
}

async function count(client: string): Promise<LockedRow> {
  const { row, left } = await strictly(async (clients) => {
    const row = await clients.get(client);
    if (row?.pin === undefined) throw new NotLocked("There is no PIN.");
    const at = now().getTime();
    const pin = noted(row.pin, at);
    const left = leftToWait(pin, at);
    const counted = { ...row, pin: left > 0 ? pin : { ...pin, wrong: pin.wrong + 1, tried_at: at } };
    await clients.put(counted);
    return { row: counted, left };
  });
  if (left > 0) throw new TooSoon(left);
  return row;
}

export async function rowOf(client: string): Promise<ClientRow> {
  const row = await (await control()).get("clients", client);
  if (row === undefined) throw new NotLocked("This phone knows no such client.");
  return row;
}

/** Keeps other keys, unless another tab has wrapped the data key anew since `before` was read: what opens it then must stay.
 *  @throws Locked */
export async function replace(before: ClientRow, keys: Keys): Promise<void> {
  await strictly(async (clients) => {
    const row = await clients.get(before.client);
    if (!row || indexedDB.cmp(row.wrapped, before.wrapped) !== 0) throw new Locked("The lock was changed elsewhere.");
    const { pin: _, ...rest } = row;
    await clients.put({ ...rest, ...keys });
  });
}

type Clients = IDBPObjectStore<ControlSchema, ["clients"], "clients", "readwrite">;

async function strictly<T>(work: (clients: Clients) => Promise<T>): Promise<T> {
  const db = await control();
  return orStorageError(strictTransaction(db, ["clients"], (tx) => work(tx.objectStore("clients"))));
}

async function wrapByPin(dataKey: CryptoKey, pin: string): Promise<Keys & Pick<LockedRow, "pin">> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const made = { salt, rounds: ROUNDS, wrong: 0, tried_at: 0 };
  return { device_key: null, pin: made, wrapped: await wrapBy(await keyOf(pin, made), dataKey) };
}

async function keyOf(pin: string, { salt, rounds }: Pick<Pin, "salt" | "rounds">): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

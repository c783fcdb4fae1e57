import { unwrapBy, wrapBy } from "./data_key.ts";
import { NotLocked } from "./errors.ts";
import { replace, rowOf, tryPin } from "./pin.ts";
import type { Finger } from "./schema.ts";

/** What the phone's own lock gives out for one credential and salt: always the same 32 bytes (WebAuthn's `prf`). */
export interface FingerSecret extends Omit<Finger, "wrapped"> {
  secret: Uint8Array<ArrayBuffer>;
}

const INFO = "throughline/finger/1";

/** Lets the fingerprint or face that opens this phone open the app too, beside the PIN.
 *  @throws WrongPin, TooSoon, NotLocked */
export async function addFinger(client: string, pin: string, { credential, salt, secret }: FingerSecret): Promise<void> {
  const { row, dataKey } = await tryPin(client, pin, true);
  const wrapped = await wrapBy(await keyOf(secret), dataKey);
  await replace(row, { device_key: null, wrapped: row.wrapped, pin: { ...row.pin, finger: { credential, salt, wrapped } } });
}

/** From here on only the PIN does. */
export async function removeFinger(client: string): Promise<void> {
  const row = await rowOf(client);
  if (row.pin === undefined) return;
  const { finger: _, ...pin } = row.pin;
  await replace(row, { device_key: null, wrapped: row.wrapped, pin });
}

/** null where only the PIN opens the app. */
export async function fingerOf(client: string): Promise<Finger | null> {
  return (await rowOf(client)).pin?.finger ?? null;
}

/** The data key for use.
 *  @throws NotLocked, OperationError where it is another secret */
export async function unlockByFinger(client: string, secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const finger = await fingerOf(client);
  if (finger === null) throw new NotLocked("There is no fingerprint.");
  return unwrapBy(await keyOf(secret), finger.wrapped);
}

async function keyOf(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: new TextEncoder().encode(INFO) };
  return crypto.subtle.deriveKey(how, base, { name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

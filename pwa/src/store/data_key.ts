import { Locked } from "./errors.ts";

const AES = "AES-GCM";
const IV = 12;

export interface WrappedKey {
  /** null while a PIN stands in its place. */
  device_key: CryptoKey | null;
  wrapped: Uint8Array<ArrayBuffer>;
}

/** A new random data key. It lies on the disk only wrapped: what cannot be extracted cannot be wrapped anew later,
 *  when a PIN takes the device key's place. */
export async function makeDataKey(): Promise<WrappedKey> {
  return wrapOnDevice(await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]));
}

/** Wraps an extractable data key by a new key of this phone. */
export async function wrapOnDevice(dataKey: CryptoKey): Promise<WrappedKey> {
  const device_key = await crypto.subtle.generateKey({ name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  return { device_key, wrapped: await wrapBy(device_key, dataKey) };
}

/** The data key for use; its bytes cannot be had from it.
 *  @throws Locked */
export function openDataKey({ device_key, wrapped }: WrappedKey): Promise<CryptoKey> {
  if (device_key === null) throw new Locked("It opens with the client's PIN.");
  return unwrapBy(device_key, wrapped);
}

/** @throws OperationError where `key` is not the one that wrapped it */
export function unwrapBy(key: CryptoKey, wrapped: Uint8Array<ArrayBuffer>, extractable = false): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey("raw", wrapped, key, "AES-KW", AES, extractable, ["encrypt", "decrypt"]);
}

export async function wrapBy(key: CryptoKey, dataKey: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.wrapKey("raw", dataKey, key, "AES-KW"));
}

/** Seals `text` for one place ("store/key"): opened at any other place it fails. Result: nonce (12), ciphertext, tag. */
export async function sealText(key: CryptoKey, place: string, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const additionalData = new TextEncoder().encode(place);
  const box = await crypto.subtle.encrypt({ name: AES, iv, additionalData }, key, new TextEncoder().encode(text));
  const sealed = new Uint8Array(IV + box.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(box), IV);
  return sealed;
}

/** @throws OperationError where the bytes were changed, belong elsewhere or to another key */
export async function openText(key: CryptoKey, place: string, sealed: Uint8Array<ArrayBuffer>): Promise<string> {
  const additionalData = new TextEncoder().encode(place);
  const iv = sealed.subarray(0, IV);
  const text = await crypto.subtle.decrypt({ name: AES, iv, additionalData }, key, sealed.subarray(IV));
  return new TextDecoder().decode(text);
}

const AES = "AES-GCM";
const IV = 12;

export interface WrappedKey {
  device_key: CryptoKey;
  wrapped: Uint8Array<ArrayBuffer>;
}

/** A new random data key. It lies on the disk only wrapped: what cannot be extracted cannot be wrapped anew later,
 *  when a PIN takes the device key's place. */
export async function makeDataKey(): Promise<WrappedKey> {
  const device_key = await crypto.subtle.generateKey({ name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  const dataKey = await crypto.subtle.generateKey({ name: AES, length: 256 }, true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", dataKey, device_key, "AES-KW");
  return { device_key, wrapped: new Uint8Array(wrapped) };
}

/** The data key for use; its bytes cannot be had from it. */
export function openDataKey({ device_key, wrapped }: WrappedKey): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey("raw", wrapped, device_key, "AES-KW", AES, false, ["encrypt", "decrypt"]);
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

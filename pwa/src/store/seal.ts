import type { CipherSuite } from "hpke";
import type { ExchangeKey, SealedEntry } from "../api/wire.ts";

/** Comes with the screens: Today stands before anything has to be sealed. */
async function suite(): Promise<CipherSuite<CryptoKey>> {
  const { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } = await import("hpke");
  return new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);
}

export interface PublicKey {
  id: string;
  key: CryptoKey;
}

export async function readPublicKey({ id, public: point }: ExchangeKey): Promise<PublicKey> {
  return { id, key: await (await suite()).DeserializePublicKey(fromBase64Url(point)) };
}

/** What binds a sealed entry to its place: elsewhere the server cannot open it. */
export function place(client: string, id: string, revision: number): string {
  return `throughline/entry/1/${client}/${id}/${String(revision)}`;
}

/** Seals one revision so that only the practice can open it, not even this phone. */
export async function sealEntry(
  to: PublicKey,
  client: string,
  id: string,
  revision: number,
  text: string,
): Promise<SealedEntry> {
  const encoder = new TextEncoder();
  const info = encoder.encode(place(client, id, revision));
  const { encapsulatedSecret, ciphertext } = await (await suite()).Seal(to.key, encoder.encode(text), { info });
  const sealed = new Uint8Array(encapsulatedSecret.length + ciphertext.length);
  sealed.set(encapsulatedSecret);
  sealed.set(ciphertext, encapsulatedSecret.length);
  return { id, revision, key: to.id, sealed: toBase64Url(sealed) };
}

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  // String.fromCharCode takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}

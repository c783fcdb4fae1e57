import type { CipherSuite } from "hpke";
import { fromBase64Url, toBase64Url } from "../api/base64url.ts";
import type { ExchangeKey, SealedEntry } from "../api/wire.ts";

/** Comes with the screens: Today stands before anything has to be sealed. */
const suite = async (): Promise<CipherSuite<CryptoKey>> => (await import("./suite.ts")).suite;

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

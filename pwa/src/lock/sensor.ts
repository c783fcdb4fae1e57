import type { FingerSecret } from "../store/finger.ts";

/** The phone has no such sensor, or its browser gives out nothing that a key can be made of. */
export class NoSensor extends Error {
  override name = "NoSensor";
}

const random = (bytes: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(bytes));

/** Whether it can be offered. Asks nobody. */
export async function hasSensor(): Promise<boolean> {
  if (typeof PublicKeyCredential === "undefined") return false;
  const { getClientCapabilities } = PublicKeyCredential as { getClientCapabilities?: () => Promise<Record<string, boolean>> };
  const can = await getClientCapabilities?.call(PublicKeyCredential);
  if (can?.["extension:prf"] === false) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
}

/** Makes a credential of this phone's. It names nobody, and no server ever hears of it.
 *  @throws NoSensor, NotAllowedError where the person stopped it */
export async function newSecret(): Promise<FingerSecret> {
  const salt = random(32);
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: random(32),
      rp: { name: "Throughline" },
      user: { id: random(16), name: "Throughline", displayName: "Throughline" },
      pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "discouraged" },
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  if (!(made instanceof PublicKeyCredential) || made.getClientExtensionResults().prf?.enabled !== true) throw new NoSensor();
  const credential = new Uint8Array(made.rawId);
  // Some give it at once, others only when it is used.
  const secret = secretOf(made) ?? (await secretFor({ credential, salt }));
  return { credential, salt, secret };
}

/** @throws NoSensor, NotAllowedError where the person stopped it, or it was another finger */
export async function secretFor({ credential, salt }: Omit<FingerSecret, "secret">): Promise<Uint8Array<ArrayBuffer>> {
  const used = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id: credential, transports: ["internal"] }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const secret = used instanceof PublicKeyCredential ? secretOf(used) : null;
  if (secret === null) throw new NoSensor();
  return secret;
}

function secretOf(credential: PublicKeyCredential): Uint8Array<ArrayBuffer> | null {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first instanceof ArrayBuffer ? new Uint8Array(first) : null;
}

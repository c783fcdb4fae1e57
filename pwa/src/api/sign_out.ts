import type { Api } from "./api.ts";

/** Signing out must not wait long for a server that may not be there: the wipe is what counts. */
const SIGN_OUT_MS = 4000;

/** Never rejects. */
export async function signOutSoon(api: Pick<Api, "signOut">): Promise<void> {
  const signOut = api.signOut().catch(() => undefined);
  await Promise.race([signOut, new Promise((done) => setTimeout(done, SIGN_OUT_MS))]);
}

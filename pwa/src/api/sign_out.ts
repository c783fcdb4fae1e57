import type { Api } from "./api.ts";

/** Signing out must not wait long for a server that may not be there: the wipe is what counts. */
const SIGN_OUT_MS = 4000;

/** Whether the server was told. Never rejects. */
export async function signOutSoon(api: Pick<Api, "signOut">): Promise<boolean> {
  const told = api.signOut().then(
    () => true,
    () => false,
  );
  return Promise.race([told, new Promise<boolean>((done) => setTimeout(done, SIGN_OUT_MS, false))]);
}

import type { Api } from "../api/api.ts";
import { Unreachable } from "../api/errors.ts";
import { signOutSoon } from "../api/sign_out.ts";
import { control } from "./control_db.ts";

const LEFT = "left";

/** Signs out and wipes. A server that cannot be told now is told at the next start, before it is asked anything: the cookie
 *  cannot be taken away from here, and would fetch all that was sent, for whoever opens the app next. */
export async function leave(api: Pick<Api, "signOut">, destroy: () => Promise<void>): Promise<void> {
  await noteLeft(true);
  if (await signOutSoon(api)) await noteLeft(false);
  await destroy();
}

/** Ends what a wipe without a network left. False while the server cannot be told. */
export async function finishLeaving(api: Pick<Api, "signOut">): Promise<boolean> {
  if ((await (await control()).getKey("current", LEFT)) === undefined) return true;
  try {
    await api.signOut();
  } catch (error) {
    if (error instanceof Unreachable) return false;
  }
  await noteLeft(false);
  return true;
}

/** Under a new invitation the cookie is another one. */
export async function noteLeft(left: boolean): Promise<void> {
  const tx = (await control()).transaction("current", "readwrite", { durability: "strict" });
  await (left ? tx.store.put("", LEFT) : tx.store.delete(LEFT));
  await tx.done;
}

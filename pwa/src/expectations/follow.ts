import type { Store } from "../store/types.ts";
import type { Kind } from "./bodies.ts";
import type { Read } from "./found.ts";

/** What is shared after having been only on this phone gets another id: what was said of it goes on being about it.
 *  Where that fails it is still in the history, on its own. */
export async function follow(store: Store, said: readonly Read<Kind>[], from: string, to: string): Promise<void> {
  if (from === to) return;
  for (const { entry } of said) {
    const { id, kind, share, bring_up, local_date, body } = entry;
    if (body !== null) await store.save({ id, kind, subject: to, share, bring_up, local_date, body });
  }
}

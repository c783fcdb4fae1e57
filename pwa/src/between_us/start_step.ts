import type { Agreed } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import type { Store } from "../store/types.ts";
import { decision, LATER, READ } from "./consent.ts";

export type StartStep = "consent" | "confidentiality" | "share";

/** What has to be settled before the first entry; null when all is. Each is asked on its own. */
export function startStep(store: Store, agreed: Agreed): StartStep | null {
  const decided = decision(store);
  if (decided === null) {
    if (!store.complete.value) return null;
    return store.setting<string>(LATER) === agreed.texts.consent.version ? null : "consent";
  }
  if (!decided.given) return null;
  if (store.setting<string>(READ) === undefined) return "confidentiality";
  return store.setting<Reach>("share") === undefined ? "share" : null;
}

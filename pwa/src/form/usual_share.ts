import type { Reach } from "../entry/entry.ts";
import type { Store } from "../store/types.ts";

/** The choice made at the first start. */
export const usualShare = (store: Store): Reach => store.setting<Reach>("share") ?? "before";

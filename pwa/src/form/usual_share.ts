import type { Share } from "../api/wire.ts";
import type { Store } from "../store/types.ts";

/** The choice made at the first start. */
export const usualShare = (store: Store): Share => store.setting<Share>("share") ?? "before";

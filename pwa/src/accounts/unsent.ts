import type { SavedEntry, SyncStatus } from "../store/types.ts";

/** How many entries wait, or need a fix. */
export const unsentOf = ({ waiting, refused, newer }: SyncStatus): number => waiting + refused + newer;

/** Those of them that can be read here, oldest first. */
export const unsent = (entries: readonly SavedEntry[]): SavedEntry[] =>
  entries.filter(({ state }) => state === "waiting" || state === "refused" || state === "newer").reverse();

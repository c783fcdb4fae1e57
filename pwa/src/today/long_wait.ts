import type { SavedEntry } from "../store/types.ts";

const LONG_MS = 24 * 60 * 60 * 1000;

/** When the oldest entry that no server has was written, if that is a day ago or more; null otherwise. Both times are the
 *  phone's. */
export function waitsSince(entries: readonly Pick<SavedEntry, "state" | "recorded_at">[], now: Date): string | null {
  const times = entries.filter(({ state }) => state === "waiting" || state === "refused" || state === "newer").map((one) => one.recorded_at);
  const oldest = times.sort()[0];
  return oldest !== undefined && now.getTime() - Date.parse(oldest) >= LONG_MS ? oldest : null;
}

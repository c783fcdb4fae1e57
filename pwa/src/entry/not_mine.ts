import { current } from "./current.ts";
import type { SavedEntry } from "./entry.ts";

/** Says of an entry that somebody else wrote it. */
export const NOT_MINE = "not_mine";

/** What says so now, by the entry it is about; entries come newest first. */
export function marks(entries: readonly SavedEntry[]): ReadonlyMap<string | null, SavedEntry> {
  const said = entries.filter(({ kind }) => kind === NOT_MINE);
  return new Map(current(said).filter(({ withdrawn }) => !withdrawn).map((mark) => [mark.subject, mark]));
}

/** What counts as written by the person themselves. */
export function own(entries: readonly SavedEntry[]): readonly SavedEntry[] {
  const others = marks(entries);
  return others.size === 0 ? entries : entries.filter(({ id }) => !others.has(id));
}

import type { SavedEntry } from "../store/types.ts";

export interface Day {
  day: string;
  entries: SavedEntry[];
}

/** By the day an entry is about, newest day first; within a day in the order given. */
export function byDay(entries: readonly SavedEntry[]): Day[] {
  const days = new Map<string, SavedEntry[]>();
  for (const entry of entries) {
    const same = days.get(entry.local_date);
    if (same === undefined) days.set(entry.local_date, [entry]);
    else same.push(entry);
  }
  return [...days]
    .map(([day, found]) => ({ day, entries: found }))
    .sort((a, b) => (a.day < b.day ? 1 : -1));
}

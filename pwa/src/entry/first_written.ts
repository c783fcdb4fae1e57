import { day } from "./day.ts";
import type { SavedEntry } from "./entry.ts";

export type Timed = Pick<SavedEntry, "id" | "local_date" | "recorded_at" | "received_at" | "zone">;

/** When an entry was first written, whatever was changed in it later: the earliest of both clocks and the time in its
 *  id (UUIDv7), which was made then. One before the day the entry is about is a clock that ran behind, and left out. */
export function firstWritten({ id, local_date, recorded_at, received_at, zone }: Timed, dayEndsAt: string): Date {
  const clocks = [recorded_at, received_at].filter((at) => at !== null);
  const known = Math.min(...clocks.map((at) => Date.parse(at)));
  const made = id[14] === "7" ? parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : known;
  return new Date(made < known && day(new Date(made), zone, dayEndsAt) >= local_date ? made : known);
}

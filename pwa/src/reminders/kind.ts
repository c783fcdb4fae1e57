import type { Agreed, Body } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import type { Described } from "../ui/kind.ts";
import { checks, type Kind } from "./bodies.ts";
import { describe } from "./said.ts";

/** What is only a word to the server would be noise in a history. */
const MINOR: readonly Kind[] = ["reminder_done", "reminder_stop", "reminder_later"];

/** The five kinds of this room. They are answered on its own screen, and put nothing on Today's thread. */
export const reminders = (Object.keys(checks) as Kind[]).map((kind) => ({
  kind,
  check: (body: Body): boolean => checks[kind](body),
  describe: (entry: SavedEntry, agreed: Agreed | null): Described => describe(kind, entry, agreed),
  route: (_: SavedEntry): string | null => (MINOR.includes(kind) ? null : "/reminders"),
  offer: () => [],
  minor: MINOR.includes(kind),
  unread: true,
}));

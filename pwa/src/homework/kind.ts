import type { SavedEntry } from "../store/types.ts";
import { check } from "./log.ts";
import { offer } from "./offer.tsx";
import { describe } from "./said.ts";

export const homework = {
  kind: "homework",
  check,
  describe,
  offer,
  route: (entry: SavedEntry): string | null => (entry.subject === null ? null : `/homework/${entry.subject}?entry=${entry.id}`),
};

import type { SavedEntry } from "../store/types.ts";
import { offer } from "./offer.tsx";
import { check, KIND } from "./rating.ts";
import { describe, rateRoute } from "./said.ts";

export const alliance = {
  kind: KIND,
  check,
  describe,
  offer,
  route: (entry: SavedEntry): string => rateRoute(entry.subject, entry.id),
};

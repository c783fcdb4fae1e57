import type { SavedEntry } from "../store/types.ts";
import { offer } from "./offer.tsx";
import { check, KIND } from "./rating.ts";
import * as repair from "./repair.ts";
import { offerRepair } from "./repair_card.tsx";
import { describe, rateRoute } from "./said.ts";

export const alliance = {
  kind: KIND,
  check,
  describe,
  offer,
  route: (entry: SavedEntry): string => rateRoute(entry.subject, entry.id),
};

export const repairReply = {
  kind: repair.KIND,
  check: repair.check,
  describe: repair.describe,
  offer: offerRepair,
  route: ({ id, subject }: SavedEntry): string | null => (subject === null ? null : repair.repairRoute(subject, id)),
};

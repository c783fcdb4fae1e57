import type { Agreed, Body } from "../api/wire.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import type { Described, TodayItem } from "../ui/kind.ts";
import { fits, PROPOSAL, REPLY } from "./bodies.ts";
import { offer, type Given } from "./offer.tsx";
import { describeProposal, describeReply } from "./said.ts";

interface Kind {
  kind: string;
  check: (body: Body) => boolean;
  describe: (entry: SavedEntry, agreed: Agreed | null) => Described;
  route: (entry: SavedEntry) => string | null;
  offer: (given: Given, store: Store) => TodayItem[];
}

export const goals: Kind[] = [
  {
    ...{ kind: PROPOSAL, check: fits.goal_proposal, describe: describeProposal, offer },
    route: ({ id }) => `/goals/new?entry=${id}`,
  },
  {
    ...{ kind: REPLY, check: fits.goal_reply, describe: describeReply, offer: () => [] },
    route: ({ id, subject }) => (subject === null ? null : `/goals/${subject}?entry=${id}`),
  },
];

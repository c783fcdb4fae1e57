import type { Agreed, Body } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import type { Described } from "../ui/kind.ts";
import { fits, type Kind } from "./bodies.ts";
import { offer } from "./offer.tsx";
import { describe } from "./said.ts";

const subject = (path: string) => (entry: SavedEntry) => (entry.subject === null ? null : `${path}/${entry.subject}`);

/** Where each is changed. What came of a thing is changed where it was said. */
const routes: Record<Kind, (entry: SavedEntry) => string | null> = {
  expectation: ({ id }) => `/expectations/new?entry=${id}`,
  expectation_look: (entry) => (entry.subject === null ? null : `/expectations/${entry.subject}/look?entry=${entry.id}`),
  expectation_review: subject("/expectations"),
  therapy_expectation: ({ id }) => `/expectations/therapy?entry=${id}`,
  prediction: ({ id }) => `/predictions/new?entry=${id}`,
  prediction_outcome: subject("/predictions"),
};

/** The six kinds of this room. Today asks about all of them at once. */
export const expectations = (Object.keys(routes) as Kind[]).map((kind) => ({
  kind,
  check: (body: Body): boolean => fits(kind, body),
  describe: (entry: SavedEntry, agreed: Agreed | null): Described => describe(kind, entry, agreed),
  route: routes[kind],
  offer: kind === "expectation" ? offer : () => [],
}));

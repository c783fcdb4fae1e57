import { current } from "../entry/current.ts";
import { own } from "../entry/not_mine.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { read, type Bodies, type Kind } from "./bodies.ts";
import { firstSaid, standing, type Standing } from "./rules.ts";

/** An entry with its body as it was read. */
export interface Read<K extends Kind> {
  entry: SavedEntry;
  body: Bodies[K];
}

export interface Expectation extends Read<"expectation"> {
  /** In the order of writing. */
  looks: Read<"expectation_look">[];
  /** The latest, where there is one. */
  review: Read<"expectation_review"> | null;
  holds: Standing;
  /** How likely it was first said to be. */
  thought: number | null;
}

export interface Prediction extends Read<"prediction"> {
  outcome: Read<"prediction_outcome"> | null;
}

/** All that this room wrote, from the store's list (newest first). What lost its expectation is left out. */
export interface Found {
  /** Oldest day first. */
  expectations: Expectation[];
  /** Oldest first. */
  predictions: Prediction[];
  /** The latest. */
  therapy: Read<"therapy_expectation"> | null;
}

export function found(entries: readonly SavedEntry[]): Found {
  const mine = current(own(entries));
  const all = <K extends Kind>(kind: K): Read<K>[] =>
    mine.flatMap((entry) => {
      const body = read(kind, entry);
      return body === null ? [] : [{ entry, body }];
    });
  const [looks, reviews, outcomes] = [all("expectation_look"), all("expectation_review"), all("prediction_outcome")];
  const expectations = all("expectation").map((one): Expectation => {
    const about = ({ entry }: { entry: SavedEntry }): boolean => entry.subject === one.entry.id;
    const seen = looks.filter(about).reverse();
    const changes = seen.map(({ body }) => body);
    return {
      ...one,
      looks: seen,
      review: reviews.find(about) ?? null,
      holds: standing(one.body, changes),
      thought: firstSaid(one.body, changes),
    };
  });
  const predictions = all("prediction").map((one): Prediction => {
    return { ...one, outcome: outcomes.find(({ entry }) => entry.subject === one.entry.id) ?? null };
  });
  return {
    expectations: expectations.sort((a, b) => (a.holds.by < b.holds.by ? -1 : a.holds.by > b.holds.by ? 1 : 0)),
    predictions: predictions.reverse(),
    therapy: all("therapy_expectation")[0] ?? null,
  };
}

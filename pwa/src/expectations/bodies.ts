import type {
  Body,
  ExpectationBody,
  ExpectationLookBody,
  ExpectationReviewBody,
  Json,
  PredictionBody,
  PredictionOutcomeBody,
  TherapyExpectationBody,
} from "../api/wire.ts";

/** What the six kinds of this room say. */
export interface Bodies {
  expectation: ExpectationBody;
  expectation_look: ExpectationLookBody;
  expectation_review: ExpectationReviewBody;
  therapy_expectation: TherapyExpectationBody;
  prediction: PredictionBody;
  prediction_outcome: PredictionOutcomeBody;
}

export type Kind = keyof Bodies;

/** The longest passage, in characters as the server counts them. */
export const PASSAGE_MAX = 1000;

type Fits = (value: Json) => boolean;

const text: Fits = (value) => typeof value === "string";
const day: Fits = (value) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
const whole =
  (low: number, high: number): Fits =>
  (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= low && value <= high;
const oneOf =
  (...known: string[]): Fits =>
  (value) =>
    typeof value === "string" && known.includes(value);
const open =
  (fits: Fits): Fits =>
  (value) =>
    value === null || fits(value);

const percent = open(whole(0, 100));
const said = open(text);
const happened = oneOf("yes", "partly", "no");

const shapes: { [K in Kind]: { [Part in keyof Bodies[K]]: Fits } } = {
  expectation: {
    words: text,
    by: day,
    likelihood: percent,
    much_less: said,
    less: said,
    more: said,
    much_more: said,
    start: whole(-2, 2),
    in_the_way: said,
    offered: said,
  },
  expectation_look: {
    looks: oneOf("too_hopeful", "about_right", "too_careful"),
    then: oneOf("keep", "change", "talk"),
    words: said,
    by: open(day),
    likelihood: percent,
    note: said,
  },
  expectation_review: { level: open(whole(-2, 2)), happened: said, learned: said },
  therapy_expectation: { change: said, hope: said, sessions: open(whole(1, 200)) },
  prediction: { situation: text, fear: text, likelihood: percent, how_bad: percent, on: open(day) },
  prediction_outcome: { happened, how_bad: percent, what: said, learned: said },
};

/** Whether this version of the app can read such a body. */
export function fits(kind: Kind, body: Body): boolean {
  return Object.entries(shapes[kind]).every(([part, fit]) => fit(body[part] ?? null));
}

interface Holds {
  kind: string;
  body: Body | null;
}

/** The body of an entry of this kind; null of another, of one withdrawn, and of one this version cannot read. */
export function read<K extends Kind>(kind: K, entry: Holds): Bodies[K] | null {
  if (entry.kind !== kind || entry.body === null || !fits(kind, entry.body)) return null;
  return entry.body as unknown as Bodies[K];
}

/** Words as they travel: what was left empty is not said. */
export function passage(typed: string): string | null {
  const words = typed.trim();
  return words === "" ? null : words;
}

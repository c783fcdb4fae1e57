import type { Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Described } from "../ui/kind.ts";

type Name = keyof typeof t.expectations.kinds;

const isText = (value: unknown): boolean => typeof value === "string";
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);

const RANGES: Record<string, [number, number]> = {
  start: [-2, 2],
  level: [-2, 2],
  likelihood: [0, 100],
  how_bad: [0, 100],
  sessions: [1, 200],
};
/** Every number is whole and on its scale, or null: not said. */
const numbersFit = (body: Body): boolean =>
  Object.entries(RANGES).every(([name, [least, most]]) => {
    const value = body[name] ?? null;
    return value === null || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most);
  });

const checks: Record<Name, (body: Body) => boolean> = {
  expectation: (body) => isText(body["words"]) && isText(body["by"]),
  expectation_look: (body) => isText(body["looks"]) && isText(body["then"]),
  expectation_review: (body) => isTextOrNull(body["happened"]) && isTextOrNull(body["learned"]),
  therapy_expectation: (body) => isTextOrNull(body["change"]) && isTextOrNull(body["hope"]),
  prediction: (body) => isText(body["situation"]) && isText(body["fear"]),
  prediction_outcome: (body) => isText(body["happened"]),
};
const OWN = ["words", "situation", "fear", "change", "hope", "happened", "what", "learned", "in_the_way", "note"];

function describe({ kind, body }: SavedEntry): Described {
  const own = OWN.map((name) => body?.[name]).filter((value) => typeof value === "string");
  return {
    title: t.expectations.kinds[kind as Name],
    lines: kind === "prediction_outcome" ? [] : own.map((value) => ({ name: t.expectations.own, value, own: true })),
  };
}

export const expectations = (Object.keys(checks) as Name[]).map((kind) => ({
  kind,
  check: (body: Body): boolean => checks[kind](body) && numbersFit(body),
  describe,
  route: () => null,
  offer: () => [],
}));

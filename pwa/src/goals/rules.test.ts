import { expect, test } from "vitest";
import examples from "../../../tests/wire/goals.json";
import { lookAgain, standing, type Answer, type Said, type Wording } from "./rules.ts";

type Written = [words: string, stance: Wording["stance"], day: string | null];
type Word = [version: number, answer: Answer, wording: string | null, on: string];

test.each(examples.examples)("$name", ({ versions, said, stands, by, holds, look_again }) => {
  const written = (versions as Written[]).map(([words, stance, revisit_on], n): Wording => ({ version: n + 1, words, stance, revisit_on }));
  const spoken = (said as Word[]).map(([version, answer, wording, on]): Said => ({ version, answer, wording, on }));
  const found = standing(written, spoken);
  expect({ stands: found.stands, by: found.by, holds: found.holds?.version ?? null }).toEqual({ stands, by, holds });
  expect(lookAgain(written, spoken, examples.today)).toEqual(look_again);
});

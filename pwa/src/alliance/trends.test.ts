import { expect, test } from "vitest";
import type { Sitting } from "./rules.ts";
import { seriesOf } from "./trends.tsx";

function sitting(day: string, safety: number | null, more: Partial<Sitting> = {}): Sitting {
  return { day, rating: { outcome: "rated", safety, respect: 8, pillars: null }, late: false, ratherNot: false, ...more };
}

test("a place without a number says why there is none", () => {
  const found = [
    sitting("2026-10-20", 8),
    sitting("2026-10-27", 8),
    sitting("2026-11-03", 8),
    sitting("2026-11-10", null),
    sitting("2026-11-17", null, { rating: null }),
    sitting("2026-11-24", null, { rating: null, ratherNot: true }),
  ];
  const said = seriesOf(found, "safety", "2026-11-25").points.map(({ value, missing }) => value ?? missing);
  expect(said).toEqual([8, 8, 8, "not answered", "not answered", "rather not answer"]);
});

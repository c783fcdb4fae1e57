import { describe, expect, test } from "vitest";
import halves from "../../../tests/wire/expectation_halfway.json";
import { asking, beside, due, feared, firstSaid, halfway, outcomeDay, standing, type Changes } from "./rules.ts";

const SET = "2026-11-02";
const BUS = { words: "I have taken the bus twice.", by: "2026-11-30", likelihood: 70 };
const NOTHING: Changes = { words: null, by: null, likelihood: null };

describe("what holds of an expectation", () => {
  test.each<[string, Changes[], typeof BUS]>([
    ["as it was written, without a look", [], BUS],
    ["as it was written, where the looks changed nothing", [NOTHING, NOTHING], BUS],
    ["what a look changed, and the rest as it was", [{ ...NOTHING, likelihood: 40 }], { ...BUS, likelihood: 40 }],
    ["no chance at all is a change too", [{ ...NOTHING, likelihood: 0 }], { ...BUS, likelihood: 0 }],
    [
      "the latest change of each part",
      [{ ...NOTHING, words: "Once.", likelihood: 50 }, { ...NOTHING, by: "2026-12-12", likelihood: 20 }, NOTHING],
      { words: "Once.", by: "2026-12-12", likelihood: 20 },
    ],
  ])("%s", (_name, looks, holds) => {
    expect(standing(BUS, looks)).toEqual(holds);
  });

  test.each<[string, number | null, (number | null)[], number | null]>([
    ["the first likelihood counts, not the later ones", 70, [40], 70],
    ["one that was only said at a look counts from there", null, [null, 0, 40], 0],
    ["never said is not a number", null, [null], null],
  ])("%s", (_name, likelihood, later, first) => {
    expect(firstSaid({ ...BUS, likelihood }, later.map((said) => ({ ...NOTHING, likelihood: said })))).toBe(first);
  });
});

test.each(halves)("from $set to $by, half-way is $halfway, as the server has it too", ({ set, by, halfway: half }) => {
  expect(halfway(set, by)).toBe(half);
});

describe("what Today asks of an expectation", () => {
  const dates = { set: SET, by: "2026-11-30", looked: false, reviewed: false };
  const look = { what: "look", day: "2026-11-16", state: "open" };
  const review = { what: "review", day: "2026-11-30" };

  test.each<[string, Partial<typeof dates>, string, unknown]>([
    ["nothing before half-way", {}, "2026-11-15", null],
    ["a look from half-way on", {}, "2026-11-16", look],
    ["a look for a week", {}, "2026-11-22", look],
    ["and then silence", {}, "2026-11-23", { ...review, state: "ahead" }],
    ["no look where there was one", { looked: true }, "2026-11-16", null],
    ["no look at what is less than a week", { by: "2026-11-08" }, "2026-11-05", { what: "review", day: "2026-11-08", state: "ahead" }],
    ["no look on the day itself", { by: "2026-11-09" }, "2026-11-09", { what: "review", day: "2026-11-09", state: "open" }],
    ["a look until the day before", { by: "2026-11-09" }, "2026-11-08", { what: "look", day: "2026-11-05", state: "open" }],
    ["what happened, from its day on", {}, "2026-11-30", { ...review, state: "open" }],
    ["what happened, two weeks later still", {}, "2026-12-14", { ...review, state: "open" }],
    ["nothing after two weeks", {}, "2026-12-15", null],
    ["nothing once it was answered", { reviewed: true }, "2026-11-30", null],
    ["nothing once it was answered before its day", { reviewed: true }, "2026-11-16", null],
  ])("%s", (_name, part, today, asked) => {
    expect(asking({ ...dates, ...part }, today)).toEqual(asked);
  });
});

test.each([
  ["2026-11-20", "2026-11-12", null],
  ["2026-11-20", "2026-11-13", "ahead"],
  ["2026-11-20", "2026-11-19", "ahead"],
  ["2026-11-20", "2026-11-20", "open"],
  ["2026-11-20", "2026-12-04", "open"],
  ["2026-11-20", "2026-12-05", null],
])("what is due on %s is on %s %s", (day, today, state) => {
  expect(due(day, today)?.state ?? null).toBe(state);
});

test("a prediction is asked about on its day, and without one the day after it was written", () => {
  expect(outcomeDay(SET, "2026-11-20")).toBe("2026-11-20");
  expect(outcomeDay(SET, null)).toBe("2026-11-03");
});

describe("counts", () => {
  test.each<[string, [number | null, number | null][], unknown]>([
    ["nothing of nothing", [], { likely: { of: 0, came: 0 }, unlikely: { of: 0, came: 0 } }],
    ["exactly fifty is neither", [[50, 0], [51, 0], [49, 0]], { likely: { of: 1, came: 1 }, unlikely: { of: 1, came: 1 } }],
    ["level 0 came about, -1 did not", [[90, 0], [90, -1], [90, 2], [90, -2]], { likely: { of: 4, came: 2 }, unlikely: { of: 0, came: 0 } }],
    ["no chance and certain count", [[0, 1], [100, -2]], { likely: { of: 1, came: 0 }, unlikely: { of: 1, came: 1 } }],
    ["what was not said counts nowhere", [[null, 0], [80, null], [10, null]], { likely: { of: 0, came: 0 }, unlikely: { of: 0, came: 0 } }],
  ])("%s", (_name, finished, counted) => {
    expect(beside(finished.map(([likelihood, level]) => ({ likelihood, level })))).toEqual(counted);
  });

  test("of what was feared, in part is neither yes nor no", () => {
    expect(feared(["yes", "no", "partly", "no", "no"])).toEqual({ of: 5, came: 1, partly: 1 });
    expect(feared([])).toEqual({ of: 0, came: 0, partly: 0 });
  });
});

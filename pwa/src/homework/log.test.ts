import { describe, expect, test } from "vitest";
import { t } from "../i18n/catalogue.ts";
import { blankLog, bodyOf, check, logOf, problemsOf, tapBody, withStep } from "./log.ts";
import { describe as describeEntry } from "./said.ts";

const full = {
  ...blankLog("2026-11-19", "before", "done"),
  quantity: 5,
  quality: 0,
  words: "  One stop, then I got off. ",
  obstacles: ["avoided" as const],
};

describe("a log", () => {
  test("one tap is a complete body", () => {
    expect(check(tapBody("done"))).toBe(true);
    expect(tapBody("partly")).toMatchObject({ quantity: null, words: null, obstacles: [], steps: [] });
  });

  test("an answer of nought is an answer", () => {
    expect(bodyOf(full, "done", true)).toMatchObject({ quantity: 5, quality: 0, difficulty: null });
  });

  test("not this time sends no scales, and keeps what got in the way", () => {
    expect(bodyOf(full, "not_this_time", true)).toMatchObject({ quantity: null, quality: null, obstacles: ["avoided"] });
  });

  test("homework without scales sends none", () => {
    expect(bodyOf(full, "done", false)).toMatchObject({ quantity: null, quality: null });
  });

  test("words are trimmed, and no words are null", () => {
    expect(bodyOf(full, "done", true)["words"]).toBe("One stop, then I got off.");
    expect(bodyOf({ ...full, words: " \n" }, "done", true)["words"]).toBeNull();
  });

  test("what is saved comes back into the form as it was", () => {
    const saved = { local_date: "2026-11-19", share: "when_we_meet" as const, bring_up: true, body: bodyOf(full, "done", true) };
    expect(logOf(saved)).toEqual({ ...full, share: "when_we_meet", bringUp: true, words: "One stop, then I got off." });
  });

  test("a step is ticked with its time, and unticked again", () => {
    const ticked = withStep(full, "s1", true, "2026-11-19T17:31:00.000Z");
    expect(ticked.steps).toEqual([{ id: "s1", ticked_at: "2026-11-19T17:31:00.000Z" }]);
    expect(withStep(ticked, "s1", false, "").steps).toEqual([]);
  });

  test.each([
    ["", t.homework.dayNone],
    ["2026-11-20", t.homework.dayAhead],
    ["2026-11-01", t.homework.dayEarly("2 November")],
    ["1899-12-31", t.homework.dayOld],
    ["2026-11-02", null],
    ["2026-11-19", null],
  ])("the day %j is met with %j", (day, said) => {
    expect(problemsOf({ ...full, day }, "2026-11-19", "2026-11-02", "2 November").day).toBe(said);
  });

  test("without an answer nothing is saved; 4000 characters fit, one more does not", () => {
    const ask = (part: object): ReturnType<typeof problemsOf> =>
      problemsOf({ ...full, ...part }, "2026-11-19", "2026-11-02", "");
    expect(ask({ answer: null }).answer).toBe(t.homework.answerFirst);
    expect(ask({ words: "😀".repeat(4000) }).words).toBe(false);
    expect(ask({ words: "a".repeat(4001) }).words).toBe(true);
  });
});

describe("a log read again", () => {
  test("of one tap says the answer and nothing else", () => {
    const said = describeEntry({ subject: "gone", body: tapBody("not_this_time") }, null);
    expect(said).toEqual({ title: t.homework.titled(t.homework.unknown, "not this time"), lines: [] });
  });

  test("says each number with its meaning, and what was left open", () => {
    const { lines } = describeEntry({ subject: null, body: bodyOf(full, "done", true) }, null);
    expect(lines).toEqual([
      { name: t.homework.quantity.name, value: "5 of 10: half" },
      { name: t.homework.quality.name, value: "0 of 10: not well at all" },
      { name: t.homework.difficulty.name, value: null },
      { name: t.homework.inTheWayName, value: t.homework.obstacles.avoided },
      { name: t.homework.wordsName, value: "One stop, then I got off.", own: true },
    ]);
  });

  test("a body that cannot be read has a title and no lines", () => {
    expect(describeEntry({ subject: null, body: { answer: "mostly" } }, null).lines).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import type { DeliveryItem, DeliveryStep } from "../api/wire.ts";
import { text } from "../i18n/reminders.ts";
import { placeInWeek } from "./answers.ts";
import { cameOf } from "./came.ts";
import { laterChoices, momentOf } from "./rules.ts";

const DUE = momentOf("2026-11-19", "12:00", "03:00").toISOString();
const CLOCK = { now: momentOf("2026-11-19", "13:00", "03:00"), today: "2026-11-19", dayEndsAt: "03:00" };

const step = (part: Partial<DeliveryStep> = {}): DeliveryStep => ({
  nth: "nudge",
  phone: "Android phone",
  this_phone: true,
  decided_at: DUE,
  accepted_at: DUE,
  shown_at: null,
  opened_at: null,
  failed: null,
  ...part,
});

const item = (part: Partial<DeliveryItem> = {}): DeliveryItem => ({
  occurrence: "o",
  reminder: "r",
  about: "homework",
  subject: null,
  day: "2026-11-19",
  due_at: DUE,
  open_until: momentOf("2026-11-21", "03:00", "00:00").toISOString(),
  later_until: null,
  why: null,
  steps: [],
  ...part,
});

const dots = (part: Partial<DeliveryItem>): string[] => cameOf(item(part), CLOCK).paths.map((path) => path.map(({ on, text: said }) => `${on ? "+" : "-"}${said}`).join(" "));
const hints = (part: Partial<DeliveryItem>): string[] => cameOf(item(part), CLOCK).hints;

describe("what became of a reminder", () => {
  test("is said as far as it came, and until when it is open", () => {
    expect(dots({})).toEqual(["-on its way"]);
    expect(dots({ steps: [step()] })).toEqual(["+sent -not shown yet"]);
    expect(hints({ steps: [step()] })).toEqual([text.notYetShown, text.stillOpen(text.endOf("tomorrow"))]);
  });

  test("that was logged later by oneself is fine", () => {
    const steps = [step({ shown_at: DUE }), step({ nth: "follow_up" })];
    expect(dots({ why: "answered", steps }).at(-1)).toBe("+Once more: sent -not shown +answered");
    expect(hints({ why: "answered", steps })).toEqual([text.why.answeredAlone]);
    expect(hints({ why: "answered", steps: [step({ shown_at: DUE, opened_at: DUE })] })).toEqual([]);
    expect(hints({ why: "answered" })).toEqual([text.why.answeredBefore]);
  });

  test.each(["off", "over", "late", "newer", "paused", "quiet", "enough_today", "no_phone", "failed"] as const)("has a kind sentence for: %s", (why) => {
    expect(hints({ why })).toEqual([text.why[why]]);
  });

  test("that could not go out says why, for each phone; a code that is not known has words too", () => {
    const steps = [step({ accepted_at: null, failed: "gone" }), step({ accepted_at: null, failed: "xyz", phone: "iPhone" })];
    expect(dots({ why: "failed", steps })).toEqual(["-Android phone: not sent", "-iPhone: not sent"]);
    expect(hints({ why: "failed", steps })).toEqual([text.failed.gone, text.failed.other, text.why.failed]);
  });
});

test("it can be put off only while an answer still counts", () => {
  const names = (open: string, day = "2026-11-19"): string[] =>
    laterChoices(CLOCK.now, "2026-11-19", momentOf(day, open, "00:00"), "03:00").map(({ name }) => name);
  expect(names("03:00", "2026-11-21")).toEqual(["minutes", "hour", "evening", "tomorrow"]);
  expect(names("18:00")).toEqual(["minutes", "hour"]);
  expect(names("13:05")).toEqual([]);
});

test("the days of a week are spread as the server spreads them", () => {
  // Three a week from Monday: Monday, Wednesday, Friday.
  const days = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-22"];
  expect(days.map((day) => placeInWeek(day, 3, 0))).toEqual([1, 1, 2, 2, 3, 3]);
  expect(placeInWeek("2026-11-22", 9, 6)).toBe(1);
});

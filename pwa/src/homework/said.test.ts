import { expect, test } from "vitest";
import type { Schedule } from "../api/wire.ts";
import { wallTime } from "../i18n/dates.ts";
import { whenSaid } from "./said.ts";

test.each<[Schedule, string]>([
  [{ type: "days", weekdays: [3], at: ["17:30"] }, `Thursday, about ${wallTime("17:30")}`],
  [{ type: "days", weekdays: [3, 5], at: ["17:30"], every_weeks: 2 }, `Thursday and Saturday, every second week, about ${wallTime("17:30")}`],
  [{ type: "days", weekdays: [0], at: [], every_weeks: 4 }, "Monday, every fourth week"],
  [{ type: "times_a_week", times: 3, at: null }, "3 times a week, any day"],
  [{ type: "times_a_week", times: 1, at: "18:00" }, `Once a week, any day, reminder about ${wallTime("18:00")}`],
])("%j is said in words", (schedule, words) => {
  expect(whenSaid(schedule, "2026-11-19")).toBe(words);
});

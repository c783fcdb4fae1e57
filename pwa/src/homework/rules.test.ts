import { describe, expect, test } from "vitest";
import vectors from "../../../tests/wire/homework_due.json";
import { slots, termsOf, weekStart, type Report } from "./rules.ts";
import type { Assignment } from "../api/wire.ts";

describe("homework due, as the server has it too", () => {
  for (const one of vectors) {
    test(one.name, () => {
      const assignment = one.assignment as Pick<Assignment, "schedule" | "starts_on" | "ends_on" | "ended_at">;
      const terms = termsOf(assignment, one.zone, one.day_ends_at);
      const span = { from: one.from, to: one.to, today: one.today, firstWeekday: one.first_weekday };
      expect(slots(terms, one.entries as Report[], span)).toEqual(one.expect);
      expect(weekStart(one.from, one.first_weekday)).toBe(one.week_starts);
    });
  }
});

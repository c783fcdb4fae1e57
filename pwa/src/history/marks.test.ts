import { expect, test } from "vitest";
import type { Agreed, SharedMark } from "../api/wire.ts";
import { dayPlain } from "../i18n/dates.ts";
import { markLines } from "./marks.ts";

const WALK = "01900000-0000-7000-8000-000000000001";
const TODAY = "2026-11-19";
const mark: SharedMark = { by: "Tomas Keller", first: "2026-11-12", last: TODAY, quantity: 7, quality: 6 };

function linesOf(local_date: string, marks?: SharedMark[], kind = "homework"): string[] {
  const agreed = { homework: [{ id: WALK, ...(marks === undefined ? {} : { marks }) }] } as unknown as Agreed;
  return markLines(agreed, { kind, subject: WALK, local_date }, TODAY);
}

const said = (days: string, what: string): string => `Tomas marked ${days}: ${what}.`;
const week = `${dayPlain(mark.first, TODAY)} to ${dayPlain(TODAY, TODAY)}`;

test("a log of days that the therapist marked says what was shared, and of which days", () => {
  expect(linesOf("2026-11-12", [mark])).toEqual([said(week, "how much 7, how well 6")]);
  expect(linesOf(TODAY, [mark, { ...mark, first: TODAY }])).toHaveLength(2);
  expect(linesOf(TODAY, [{ ...mark, first: TODAY }])).toEqual([said(dayPlain(TODAY, TODAY), "how much 7, how well 6")]);
});

test("what was not marked is no number, and 0 is one", () => {
  expect(linesOf("2026-11-14", [{ ...mark, quantity: null, quality: 0 }])).toEqual([said(week, "how well 0")]);
  expect(linesOf("2026-11-14", [{ ...mark, quality: null }])).toEqual([said(week, "how much 7")]);
});

test.each(["2026-11-11", "2026-11-20"])("a log of another day, %s, says nothing of it", (day) => {
  expect(linesOf(day, [mark])).toEqual([]);
});

test("what is about the homework and no log of it says nothing of it", () => {
  expect(linesOf("2026-11-14", [mark], "expectation")).toEqual([]);
});

test("a copy from an older server has no marks, and none is none", () => {
  expect(linesOf("2026-11-14")).toEqual([]);
  expect(markLines(null, { kind: "homework", subject: WALK, local_date: TODAY }, TODAY)).toEqual([]);
});

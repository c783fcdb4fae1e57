import { describe, expect, test } from "vitest";
import type { Meeting } from "../api/wire.ts";
import { uuid7 } from "../entry/uuid.ts";
import { ALONE_DAYS, asksPillars, openSessions, sittings, usualOf, type Rated } from "./rules.ts";

function meeting(starts_at: string, part: Partial<Meeting> = {}): Meeting {
  return { id: starts_at.slice(0, 10), starts_at, zone: "Europe/London", minutes: 50, state: "planned", moved_from: null, ...part };
}

const FIRST = meeting("2026-11-10T14:00:00.000Z", { state: "held" });
const TUESDAY = meeting("2026-11-17T14:00:00.000Z");
const NEXT = meeting("2026-11-24T14:00:00.000Z");
const cancelled = { ...NEXT, state: "cancelled" } as const;
const moved = { ...NEXT, starts_at: "2026-11-26T09:00:00.000Z", moved_from: NEXT.starts_at };

describe("a session can be rated", () => {
  const cases: [string, Meeting[], string, string, string[]][] = [
    ["not before it has ended", [TUESDAY, NEXT], "2026-11-17T14:49:59Z", "2026-11-17", []],
    ["from the minute it ends", [TUESDAY, NEXT], "2026-11-17T14:50:00Z", "2026-11-17", ["2026-11-17"]],
    ["also when it is said to be held", [{ ...TUESDAY, state: "held" }, NEXT], "2026-11-18T10:00:00Z", "2026-11-18", ["2026-11-17"]],
    ["never when it was cancelled", [{ ...TUESDAY, state: "cancelled" }], "2026-11-18T10:00:00Z", "2026-11-18", []],
    ["never when the client did not come", [{ ...TUESDAY, state: "no_show" }], "2026-11-18T10:00:00Z", "2026-11-18", []],
    ["beside the next one, until the end of the day after that", [TUESDAY, NEXT], "2026-11-25T22:00:00Z", "2026-11-25", ["2026-11-17", "2026-11-24"]],
    ["until the day ends as the client means it, and no longer", [TUESDAY, NEXT], "2026-11-26T02:30:00Z", "2026-11-25", ["2026-11-17", "2026-11-24"]],
    ["no more from the second day after the next one on", [TUESDAY, NEXT], "2026-11-26T09:00:00Z", "2026-11-26", ["2026-11-24"]],
    ["beyond a next one that was cancelled", [TUESDAY, cancelled], "2026-11-26T09:00:00Z", "2026-11-26", ["2026-11-17"]],
    ["beyond a next one that the client did not come to", [TUESDAY, { ...NEXT, state: "no_show" }], "2026-11-26T09:00:00Z", "2026-11-26", ["2026-11-17"]],
    ["until the day after the new time of a next one that was moved", [TUESDAY, moved], "2026-11-27T09:00:00Z", "2026-11-27", ["2026-11-17", "2026-11-24"]],
    ["by its own new time when it was moved", [moved], "2026-11-24T20:00:00Z", "2026-11-24", []],
    ["in whatever order the sessions come", [NEXT, TUESDAY, FIRST], "2026-11-18T10:00:00Z", "2026-11-18", ["2026-11-10", "2026-11-17"]],
    ["for two weeks where none follows", [TUESDAY], "2026-12-01T10:00:00Z", "2026-12-01", ["2026-11-17"]],
    ["no longer than that", [TUESDAY], "2026-12-02T10:00:00Z", "2026-12-02", []],
  ];
  test.each(cases)("%s", (_name, meetings, now, today, open) => {
    expect(openSessions(meetings, new Date(now), today).map(({ id }) => id)).toEqual(open);
  });

  test("the two weeks are those of the rule", () => {
    expect(ALONE_DAYS).toBe(14);
  });

  test("across the change of the clocks, by the day where it was held", () => {
    // In London the clocks go back on 25 October 2026; in Auckland it is already the next day.
    const late = meeting("2026-10-25T23:30:00.000Z", { id: "late", zone: "Pacific/Auckland" });
    const after = meeting("2026-11-01T23:30:00.000Z", { id: "after", zone: "Pacific/Auckland" });
    const open = (now: string, today: string): string[] => openSessions([late, after], new Date(now), today).map(({ id }) => id);
    expect(open("2026-10-26T00:19:00Z", "2026-10-26")).toEqual([]);
    expect(open("2026-10-26T00:20:00Z", "2026-10-26")).toEqual(["late"]);
    expect(open("2026-11-02T20:00:00Z", "2026-11-03")).toEqual(["late", "after"]);
    expect(open("2026-11-03T20:00:00Z", "2026-11-04")).toEqual(["after"]);
  });
});

const GRADES = { rapport: 7, goals: null, expectations: null, responsibility: null, empathy: null };

function rated(day: string, part: Partial<Rated> = {}, body: Partial<Rated["body"]> = {}): Rated {
  return {
    id: `rating of ${day}`,
    subject: day,
    local_date: day,
    recorded_at: `${day}T18:00:00.000Z`,
    received_at: null,
    zone: "Europe/London",
    body: { outcome: "rated", safety: 8, respect: 9, pillars: null, ...body },
    ...part,
  };
}

describe("all six pillars are asked", () => {
  const one = rated("2026-11-03", {}, { pillars: GRADES });
  const second = rated("2026-11-10");
  const cases: [string, Rated[], string, string | null, boolean][] = [
    ["with the first rating of all", [], "2026-11-03", null, true],
    ["with the first of a month", [one], "2026-12-01", null, true],
    ["not with the second", [one], "2026-11-10", null, false],
    ["again when the first is changed, also after a second", [second, one], "2026-11-03", one.id, true],
    ["not when the second is changed", [second, one], "2026-11-10", second.id, false],
    ["with the one that is left when the first was withdrawn", [second], "2026-11-10", second.id, true],
    ["after a session where the two did not meet", [rated("2026-11-03", {}, { outcome: "did_not_meet" })], "2026-11-10", null, true],
    ["after one that was rather not answered", [rated("2026-11-03", {}, { outcome: "rather_not" })], "2026-11-10", null, true],
    ["in the same month of another year", [one], "2027-11-02", null, true],
  ];
  test.each(cases)("%s", (_name, written, day, own, asks) => {
    expect(asksPillars(written, day, own)).toBe(asks);
  });
});

describe("the row of sessions", () => {
  const at = { now: new Date("2026-11-25T12:00:00Z"), today: "2026-11-25", dayEndsAt: "03:00" };
  const days = (written: Rated[], meetings: Meeting[]): [string, number | null][] =>
    sittings(written, meetings, at).map(({ day, rating }) => [day, rating?.safety ?? null]);

  test("begins with the first rating, has the unrated ones as gaps, and leaves out those that can still be rated", () => {
    const all = ["2026-10-27", "2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24"].map((day) => meeting(`${day}T14:00:00.000Z`));
    expect(days([rated("2026-11-03")], all)).toEqual([["2026-11-03", 8], ["2026-11-10", null]]);
  });

  test("has those that the therapist never entered, and those that no longer come down", () => {
    expect(days([rated("2026-11-12", { subject: null }), rated("2026-08-04")], [FIRST])).toEqual([
      ["2026-08-04", 8],
      ["2026-11-10", null],
      ["2026-11-12", 8],
    ]);
  });

  test("has one place for a session of the list and a rating of its day that names none", () => {
    expect(days([rated("2026-11-10", { subject: null })], [FIRST])).toEqual([["2026-11-10", 8]]);
  });

  test("has no place for a session where the two did not meet, and a gap for one that was rather not answered", () => {
    const written = [
      rated("2026-11-17", {}, { outcome: "rather_not", safety: null }),
      rated("2026-11-10", {}, { outcome: "did_not_meet", safety: null }),
      rated("2026-11-03"),
    ];
    expect(days(written, [FIRST, TUESDAY])).toEqual([["2026-11-03", 8], ["2026-11-17", null]]);
  });

  test("knows what was rated after the end of the day after the session", () => {
    const late = (recorded_at: string): boolean | undefined => sittings([rated("2026-11-17", { recorded_at })], [], at)[0]?.late;
    expect(late("2026-11-19T02:59:00.000Z")).toBe(false);
    expect(late("2026-11-19T03:00:00.000Z")).toBe(true);
  });

  test("has in its place what was rated in time and changed days later", () => {
    const changed = rated("2026-11-17", { id: uuid7(Date.parse("2026-11-17T18:00:00Z")), recorded_at: "2026-11-21T09:00:00.000Z" });
    expect(sittings([changed], [], at)[0]?.late).toBe(false);
  });

  test("is empty before the first rating", () => {
    expect(days([], [FIRST])).toEqual([]);
  });
});

test("what is usual is the median of up to eight earlier numbers, from three on", () => {
  expect(usualOf([8, 9])).toBeNull();
  expect(usualOf([9, 2, 8])).toBe(8);
  expect(usualOf([7, 8, 9, 2])).toBe(7.5);
  expect(usualOf([0, 0, 0, 0, 8, 8, 8, 8, 8])).toBe(8);
  expect(usualOf([0, 8, 8, 8, 8, 8, 8, 8, 8])).toBe(8);
});

import { expect, test } from "vitest";
import type { SavedEntry } from "../store/types.ts";
import { waitsSince } from "./long_wait.ts";

const NOW = new Date("2026-11-23T18:00:00.000Z");
const DAY_AGO = "2026-11-22T18:00:00.000Z";
const JUST_UNDER = "2026-11-22T18:00:00.001Z";
const WEEK_AGO = "2026-11-16T18:00:00.000Z";
const AHEAD = "2027-01-01T00:00:00.000Z";

const cases: [string, [SavedEntry["state"], string][], string | null][] = [
  ["nothing is written", [], null],
  ["one waits for a day", [["waiting", DAY_AGO]], DAY_AGO],
  ["one waits for less", [["waiting", JUST_UNDER]], null],
  ["one needs a fix", [["refused", DAY_AGO]], DAY_AGO],
  ["one waits for a newer server", [["newer", DAY_AGO]], DAY_AGO],
  ["all was sent", [["sent", WEEK_AGO]], null],
  ["one is only here, as its author wants", [["only_here", WEEK_AGO]], null],
  ["one is the other side of two versions", [["conflict", WEEK_AGO]], null],
  ["several wait: the oldest counts", [["waiting", DAY_AGO], ["refused", WEEK_AGO]], WEEK_AGO],
  ["the phone's clock was ahead", [["waiting", AHEAD]], null],
];
test.each(cases)("where %s", (_name, entries, since) => {
  expect(waitsSince(entries.map(([state, recorded_at]) => ({ state, recorded_at })), NOW)).toBe(since);
});

import { expect, test } from "vitest";
import { firstWritten } from "./first_written.ts";
import { uuid7 } from "./uuid.ts";

const LATER = "2026-11-21T09:00:00.000Z";
const FIRST = "2026-11-17T18:00:00.000Z";
const made = (at: string): string => uuid7(Date.parse(at));

const cases: [string, string, string, string | null, string][] = [
  ["the time in the id, where it was changed later", made(FIRST), LATER, null, FIRST],
  ["the phone's clock, where the id says later", made("2026-12-24T18:00:00Z"), LATER, null, LATER],
  ["the server's clock, where the phone's ran ahead", made("2030-01-01T00:00:00Z"), "2030-01-01T00:00:00.000Z", LATER, LATER],
  ["no time before the day it is about", made("2001-01-01T00:00:00Z"), LATER, LATER, LATER],
  ["that day until it ends, as the client means it", made("2026-11-18T02:59:00Z"), LATER, null, "2026-11-18T02:59:00.000Z"],
  ["no time of the night that still belongs to the day before", made("2026-11-17T02:59:00Z"), LATER, null, LATER],
  ["no time where the id holds none", "0192f0c1-0000-4000-8000-000000000000", LATER, null, LATER],
  ["no time from the end of all clocks", "ffffffff-ffff-7000-8000-000000000000", LATER, null, LATER],
];
test.each(cases)("first written is %s", (_name, id, recorded_at, received_at, first) => {
  const entry = { id, local_date: "2026-11-17", recorded_at, received_at, zone: "Europe/London" };
  expect(firstWritten(entry, "03:00").toISOString()).toBe(first);
});

import { expect, test } from "vitest";
import type { SavedEntry } from "../store/types.ts";
import { decisionOf } from "./consent.ts";

const entry = (given: boolean, local_date: string): SavedEntry => ({
  id: local_date,
  revision: 1,
  kind: "consent",
  subject: null,
  share: "before",
  bring_up: false,
  local_date,
  recorded_at: `${local_date}T12:00:00.000Z`,
  zone: "Europe/London",
  withdrawn: false,
  body: { given, version: "1" },
  state: "sent",
  received_at: null,
  code: null,
  reason: null,
  device: null,
});

const noted = { given: true, version: "1", day: "2026-09-01" };

test("the newest decision counts", () => {
  expect(decisionOf([entry(false, "2026-11-19"), entry(true, "2026-09-01")], true, undefined)?.given).toBe(false);
});

test("nothing decided is neither yes nor no", () => {
  expect(decisionOf([], true, undefined)).toBeNull();
});

test("while older entries are still being opened, what was noted stands in; afterwards it does not", () => {
  expect(decisionOf([], false, noted)).toEqual(noted);
  expect(decisionOf([], true, noted)).toBeNull();
});

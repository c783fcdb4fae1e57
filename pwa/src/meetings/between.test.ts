import { expect, test } from "vitest";
import type { Meeting } from "../api/wire.ts";
import { between, opensFor } from "./between.ts";

function meeting(id: string, starts_at: string, state: Meeting["state"]): Meeting {
  return { id, starts_at, zone: "Europe/London", minutes: 50, state, moved_from: null };
}

const held = meeting("held", "2026-11-10T14:00:00.000Z", "held");
const cancelled = meeting("cancelled", "2026-11-17T14:00:00.000Z", "cancelled");
const planned = meeting("planned", "2026-11-24T14:00:00.000Z", "planned");
const all = [planned, cancelled, held];

test("a cancelled session is neither the last nor the next", () => {
  const found = between(all, new Date("2026-11-19T12:00:00Z"));
  expect([found.last?.id, found.next?.id]).toEqual(["held", "planned"]);
});

test("a session is the next one until it is over", () => {
  expect(between(all, new Date("2026-11-24T14:49:00Z")).next?.id).toBe("planned");
  expect(between(all, new Date("2026-11-24T14:50:00Z"))).toEqual({ last: planned, next: null });
});

test("a held entry waits for the first session after it came that was not cancelled", () => {
  const came = (recorded_at: string, received_at: string | null): string | undefined =>
    opensFor(all, { recorded_at, received_at })?.id;
  expect(came("2026-11-09T12:00:00.000Z", null)).toBe("held");
  expect(came("2026-11-12T12:00:00.000Z", null)).toBe("planned");
  expect(came("2036-01-01T12:00:00.000Z", "2026-11-12T12:00:00.000Z")).toBe("planned");
  expect(came("2026-11-25T12:00:00.000Z", null)).toBeUndefined();
});

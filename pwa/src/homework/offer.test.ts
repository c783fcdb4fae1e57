import { describe, expect, test } from "vitest";
import type { Agreed, Assignment } from "../api/wire.ts";
import type { SavedEntry } from "../store/types.ts";
import { offers, tagOf } from "./offer.tsx";
import { tapBody } from "./log.ts";
import { t } from "../i18n/catalogue.ts";

const THURSDAY = "2026-11-19";

function assignment(part: Partial<Assignment>): Assignment {
  return {
    id: "bus",
    version: 1,
    what: "Ride the bus two stops",
    why: null,
    style: "directive",
    scales: true,
    steps: [],
    where: null,
    how_long: null,
    confidence: null,
    obstacle: null,
    then: null,
    therapist_does: null,
    schedule: { type: "days", weekdays: [3], at: [] },
    starts_on: "2026-11-02",
    ends_on: null,
    ended_at: null,
    ...part,
  };
}

function entry(part: Partial<SavedEntry>): SavedEntry {
  return {
    id: "e1",
    revision: 1,
    kind: "homework",
    subject: "bus",
    share: "before",
    bring_up: false,
    local_date: THURSDAY,
    recorded_at: "2026-11-19T14:00:00.000Z",
    zone: "Europe/London",
    withdrawn: false,
    body: tapBody("done"),
    state: "waiting",
    received_at: null,
    code: null,
    reason: null,
    device: "d",
    ...part,
  };
}

function given(homework: Assignment[], entries: SavedEntry[] = [], today = THURSDAY): Parameters<typeof offers>[0] {
  const text = { version: "1", title: "", paragraphs: [] };
  const agreed: Agreed = {
    practice: { name: "", zone: "Europe/London", first_weekday: 0, day_ends_at: "03:00" },
    therapist: { name: "Tomas Keller", reads: null },
    texts: { consent: text, confidentiality: text, help_lines: [] },
    homework,
    meetings: [],
    receipts: [],
    opened: [],
  };
  return { agreed, entries, today, zone: "Europe/London" };
}

const states = (found: ReturnType<typeof offers>): string[] => found.map((one) => `${one.day} ${one.state}`);

describe("what homework puts on Today", () => {
  test("the slot of today is open", () => {
    expect(states(offers(given([assignment({})])))).toEqual(["2026-11-19 open", "2026-11-26 ahead"]);
  });

  test("one tap turns it into an answer that stands until the day is over", () => {
    const tapped = [entry({})];
    expect(states(offers(given([assignment({})], tapped)))).toEqual(["2026-11-19 answered", "2026-11-26 ahead"]);
    expect(states(offers(given([assignment({})], tapped, "2026-11-20")))).toEqual(["2026-11-26 ahead"]);
  });

  test("the card keeps its place: an answered item has the day of the open one", () => {
    const yesterday = given([assignment({ schedule: { type: "days", weekdays: [2], at: [] } })], [
      entry({ local_date: "2026-11-18" }),
    ]);
    expect(offers(yesterday)[0]).toMatchObject({ day: "2026-11-18", state: "answered", entry: { id: "e1" } });
  });

  test("an entry taken back leaves it open again", () => {
    expect(offers(given([assignment({})], []))[0]?.state).toBe("open");
    expect(offers(given([assignment({})], [entry({ withdrawn: true, body: null })]))[0]?.state).toBe("open");
  });

  test("any three days this week: one card, about today, with what is there so far", () => {
    const walk = assignment({ schedule: { type: "times_a_week", times: 3 } });
    const found = offers(given([walk], [entry({ local_date: "2026-11-17", recorded_at: "2026-11-17T20:00:00.000Z" })]));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ day: THURSDAY, state: "open", given: 1 });
    expect(found[0] && tagOf(found[0], THURSDAY)).toContain(t.homework.weekSoFar(1));
  });

  test("any three days this week: logged today, the rest is ahead", () => {
    const walk = assignment({ schedule: { type: "times_a_week", times: 3 } });
    expect(states(offers(given([walk], [entry({})])))).toEqual(["2026-11-19 answered", "2026-11-19 ahead"]);
  });

  test("an ended homework asks nothing more", () => {
    expect(offers(given([assignment({ ended_at: "2026-11-19T10:00:00.000Z" })]))).toEqual([]);
  });

  test("of two versions in conflict the first is the one that counts", () => {
    const both = [entry({ body: tapBody("partly") }), entry({ body: tapBody("done"), state: "conflict" })];
    const answered = offers(given([assignment({})], both)).filter((one) => one.state === "answered");
    expect(answered).toHaveLength(1);
    expect(answered[0]?.entry?.body?.["answer"]).toBe("partly");
  });

  test("an answer a newer app wrote stays out of the count, and does not break the page", () => {
    const strange = entry({ body: { answer: "mostly" }, recorded_at: "2026-11-18T10:00:00.000Z" });
    expect(offers(given([assignment({})], [strange]))[0]?.state).toBe("open");
  });
});

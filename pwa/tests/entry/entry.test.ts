import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, plusDays } from "../../src/entry/day.ts";
import { envelopeText, readEnvelope, saysTheSame } from "../../src/entry/envelope.ts";
import { isUuid, uuid7 } from "../../src/entry/uuid.ts";

describe("the day as the client means it", () => {
  test.each([
    ["2026-11-23T01:59:00Z", "Europe/Berlin", "2026-11-22"],
    ["2026-11-23T02:00:00Z", "Europe/Berlin", "2026-11-23"],
    ["2026-11-23T22:30:00Z", "Europe/Berlin", "2026-11-23"],
    ["2026-11-23T23:30:00Z", "Europe/Berlin", "2026-11-23"],
    // The clock goes from 02:00 to 03:00: at 03:00 the new day has begun.
    ["2026-03-29T00:59:00Z", "Europe/Berlin", "2026-03-28"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29"],
    // And back from 03:00 to 02:00: 02:30 comes twice, both still yesterday.
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-24"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "2026-10-24"],
    ["2026-10-25T02:00:00Z", "Europe/Berlin", "2026-10-25"],
    ["2026-01-01T12:00:00Z", "Pacific/Kiritimati", "2026-01-01"],
    ["2026-01-01T02:00:00Z", "America/Los_Angeles", "2025-12-31"],
    ["2026-01-01T10:59:00Z", "America/Los_Angeles", "2025-12-31"],
  ])("at %s in %s it is %s", (at, zone, expected) => {
    expect(day(new Date(at), zone, "03:00")).toBe(expected);
  });

  test("a day that ends at midnight is the calendar's", () => {
    expect(day(new Date("2026-11-22T23:00:00Z"), "Europe/Berlin", "00:00")).toBe("2026-11-23");
  });

  test("days go over the ends of months and years", () => {
    expect(plusDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

describe("ids", () => {
  test("are UUIDs of version 7 whose order is the order of time", () => {
    const times = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(times, times, (one, other) => {
        const [first, second] = [uuid7(one), uuid7(other)];
        expect(isUuid(first) && first[14] === "7").toBe(true);
        if (one !== other) expect(first < second).toBe(one < other);
      }),
    );
  });

  test("carry the time of RFC 9562's example", () => {
    expect(uuid7(0x017f22e279b0).slice(0, 14)).toBe("017f22e2-79b0-");
  });
});

describe("envelopes", () => {
  const parts = {
    kind: "homework",
    subject: null,
    share: "before" as const,
    bring_up: false,
    local_date: "2026-11-23",
    recorded_at: "2026-11-23T12:00:00.000Z",
    zone: "Europe/Berlin",
    body: { b: [1, { y: 1, x: 2 }], a: null },
  };

  test("have one fixed order of fields, whatever order the form had", () => {
    const { body, ...rest } = parts;
    expect(envelopeText({ body, ...rest })).toBe(envelopeText(parts));
    expect(readEnvelope(envelopeText({ ...parts, body: null }))).toMatchObject({ withdrawn: true, body: null });
  });

  test("say the same in any order of the body's fields, and not when a value differs", () => {
    const one = readEnvelope(envelopeText(parts));
    expect(saysTheSame(one, { ...one, body: { a: null, b: [1, { x: 2, y: 1 }] } })).toBe(true);
    expect(saysTheSame(one, { ...one, body: { a: null, b: [{ x: 2, y: 1 }, 1] } })).toBe(false);
  });
});

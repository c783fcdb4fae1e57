import { describe, expect, test, vi } from "vitest";
import file from "../../../tests/wire/occurrences.json";
import type { AgreedReminder } from "../../src/api/wire.ts";
import { occurrenceId, resolve } from "../../src/reminders/occurrence.ts";
import { dues } from "../../src/reminders/rules.ts";
import { agreed } from "../screens/screen.tsx";

vi.stubEnv("TZ", file.zone);

const reminderOf = (example: (typeof file.examples)[0]): AgreedReminder => ({
  id: example.reminder,
  about: "homework",
  subject: "w",
  on: true,
  own: false,
  when: example.when as AgreedReminder["when"],
  times: null,
  asks_time: false,
});

describe("the phone reckons as the server does", () => {
  test.each(file.examples)("$name", async (example) => {
    const span = { from: example.from, to: example.to, dayEndsAt: file.day_ends_at };
    const found = dues(reminderOf(example), [], span);
    expect(await Promise.all(found.map(async ({ name, day, at }) => [name, day, at.getTime(), await occurrenceId(example.reminder, name)]))).toEqual(
      example.expect.map(({ name, day, at, id }) => [name, day, Date.parse(at), id]),
    );
  });

  test("a session's reminder is named by its session", async () => {
    for (const { reminder, meeting, id } of file.sessions) expect(await occurrenceId(reminder, meeting)).toBe(id);
  });

  test("and so finds what an id means, for as many days as anything stays open", async () => {
    const [example] = file.examples;
    if (example === undefined) throw new Error("no example");
    const reminders = { turned_on: true, hours: HOURS, reminders: [reminderOf(example)] };
    const given = { agreed: { ...agreed([]), reminders }, entries: [] };
    const { id, day } = example.expect[0] ?? { id: "", day: "" };
    expect(await resolve(id, { ...given, today: "2026-11-20" })).toMatchObject({ about: "homework", subject: "w", day });
    expect(await resolve(id, { ...given, today: "2026-11-27" })).toBeNull();
  });
});

const HOURS = { quiet_from: "22:00", quiet_to: "08:00", paused_until: null, most_a_day: 1, follow_up_minutes: 240 };

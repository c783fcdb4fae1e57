// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { check, describe as describeReply, KIND } from "../../src/alliance/repair.ts";
import type { OfferedRepair } from "../../src/api/wire.ts";
import { now } from "../../src/clock/clock.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { agreed, aScreen, type Screen, TODAY } from "./screen.tsx";

const text = t.repair;
const HURRIED = "That I hurried you.";
const EARLY = "We end five minutes early.";
const ID = "0190c8a0-0000-7000-8000-0000000000e1";

const repair = (part: Partial<OfferedRepair> = {}): OfferedRepair => ({
  ...{ id: ID, version: 1, agreed_at: new Date(now().getTime() - 86_400_000).toISOString() },
  ...{ talked: HURRIED, changes: EARLY, open: true },
  ...part,
});

let screen: Screen;
let version = 0;
afterEach(() => {
  screen.close();
});

async function comesDown(...repairs: OfferedRepair[]): Promise<void> {
  screen.practice.agreed = { ...agreed([]), repairs };
  version += 1;
  screen.practice.agreedVersion = String(version);
  await screen.phone.sync();
}

async function with_(...repairs: OfferedRepair[]): Promise<void> {
  screen = await aScreen([]);
  await comesDown(...repairs);
  screen.open();
}

const replies = (): (Record<string, unknown> | null)[] =>
  screen.phone.store.entries.value.filter(({ kind, withdrawn }) => kind === KIND && !withdrawn).map(({ body }) => body);

const seen = (): string => document.body.textContent;

describe("what changes after the two talked", () => {
  test("stands on Today, and one tap says whether it helped", async () => {
    await with_(repair());
    await screen.sees(HURRIED);
    expect(seen()).toContain(EARLY);
    await screen.press(text.answers.helped);
    await screen.sees("It helped.");
    expect(replies()).toEqual([{ answer: "helped", version: 1, words: null }]);
    expect(screen.phone.store.entries.value[0]).toMatchObject({ subject: ID, local_date: TODAY });
    expect(screen.heading).toBe(t.day.answered);
  });

  test("can be left, and that can be taken back", async () => {
    await with_(repair({ talked: null }));
    await screen.sees(EARLY);
    expect(seen()).not.toContain(text.talked);
    await screen.press(text.answers.leave_it);
    await screen.sees(t.form.undo);
    await screen.press(t.form.undo);
    await screen.sees(text.undone);
    expect(replies()).toEqual([]);
  });

  test("is answered in words too, and a draft of them stays", async () => {
    await with_(repair());
    screen.open(`/repair/${ID}`);
    await screen.sees(EARLY);
    await screen.submit();
    await screen.sees(text.nothing);
    await screen.choose(text.answers.not_yet);
    await screen.sees(text.hints.not_yet);
    await screen.type("words", "  It still ends in a rush. ");
    await screen.submit();
    await screen.sees("Not yet.");
    expect(replies()).toEqual([{ answer: "not_yet", version: 1, words: "It still ends in a rush." }]);
    screen.open(`/repair/${ID}`);
    await screen.sees(t.form.saveAgain);
    await screen.choose(text.answers.helped);
    await screen.submit();
    await screen.sees("It helped.");
    expect(replies()).toHaveLength(1);
  });

  test("asks again once it was changed", async () => {
    await with_(repair());
    await screen.press(text.answers.not_yet);
    await screen.sees("Not yet.");
    await comesDown(repair({ version: 2, changes: "We end ten minutes early." }));
    await screen.sees("We end ten minutes early.");
    await screen.press(text.answers.helped);
    await screen.sees("It helped.");
    await vi.waitFor(() => {
      expect(replies()).toEqual([
        { answer: "helped", version: 2, words: null },
        { answer: "not_yet", version: 1, words: null },
      ]);
    });
  });

  test("no longer asks when it closed by itself, and nothing asks where nothing came down", async () => {
    await with_(repair({ open: false }));
    expect(seen()).not.toContain(text.title);
    await comesDown();
    expect(seen()).not.toContain(text.title);
    screen.open(`/repair/${ID}`);
    await screen.sees(text.goneLede);
  });
});

test("a reply is read again beside what it answers, and never beside what was changed since", () => {
  const entry = { subject: ID, body: { answer: "leave_it", version: 1, words: "Enough of it." } };
  const down = { ...agreed([]), repairs: [repair()] };
  expect(describeReply(entry, down)).toEqual({
    title: text.titled(text.said.leave_it),
    lines: [
      { name: text.talked, value: HURRIED, own: true },
      { name: text.changes, value: EARLY, own: true },
      { name: text.wordsName, value: "Enough of it.", own: true },
    ],
  });
  expect(describeReply(entry, { ...down, repairs: [repair({ version: 2 })] }).lines).toHaveLength(1);
  expect(describeReply({ ...entry, body: null }, null)).toEqual({ title: text.title, lines: [] });
});

test("a reply of a newer version is not read as if it were known", () => {
  const body = { answer: "helped", version: 1, words: null };
  expect(check({ ...body, mood: 3 })).toBe(true);
  const strange = [{ answer: "a bit" }, { version: 0 }, { version: 1.5 }, { version: "1" }, { words: 3 }];
  expect(strange.filter((part) => check({ ...body, ...part }))).toEqual([]);
});

test("the client never reads the word", () => {
  const all = JSON.stringify(t, (_key, value: unknown) => (typeof value === "function" ? String(value) : value));
  expect(all.toLowerCase()).not.toContain("rupture");
});

// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import examples from "../../../tests/wire/sections.json";
import type { MyWeekReply, Section } from "../../src/api/wire.ts";
import { plusDays } from "../../src/entry/day.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { here } from "../../src/ui/navigate.ts";
import { aScreen, type Screen, TODAY } from "./screen.tsx";

const TITLE = t.week.title("Tomas");
const FIRST = plusDays(TODAY, -9);

let screen: Screen;
afterEach(() => {
  screen.close();
});

const reply = (): MyWeekReply => ({
  first: FIRST,
  last: TODAY,
  at: new Date().toISOString(),
  sections: examples.map(({ section }) => section as unknown as Section),
});

async function aWeek(): Promise<void> {
  screen = await aScreen();
  screen.practice.week = reply();
  screen.open("/week");
  await screen.stands(TITLE);
  await screen.sees("One stop.");
}

test("the client sees the week as their therapist will, and is asked nothing about it", async () => {
  await aWeek();
  await screen.sees("held until you meet");
  await screen.sees(t.week.neverIn);
  expect(screen.text).not.toContain("You could say");
});

test("without a connection the last copy is shown, with the time it is of", async () => {
  await aWeek();
  // It is shown before it is kept.
  await vi.waitFor(() => {
    expect(screen.store.setting("my_week")).toBeDefined();
  });
  screen.close();
  screen.practice.week = null;
  screen.open("/week");
  await screen.sees("As it stood");
  await screen.sees("One stop.");
});

test("before it came once, that is said, and a note can be written all the same", async () => {
  screen = await aScreen();
  screen.open("/week");
  await screen.sees(t.week.none);
  await screen.type("note", "It was a hard one.");
  await screen.submit();
  await screen.stands(t.week.noteTitle);
  expect(screen.saved("week_note")).toEqual([{ words: "It was a hard one.", first: plusDays(TODAY, -6), last: TODAY }]);
});

test("what waits on this phone is said not to be in it", async () => {
  screen = await aScreen();
  screen.practice.week = reply();
  screen.practice.faults = Array.from({ length: 20 }, () => "offline");
  await screen.store.save({
    kind: "homework",
    subject: null,
    share: "before",
    bring_up: false,
    local_date: TODAY,
    body: { answer: "done" },
  });
  screen.open("/week");
  await screen.sees(t.week.notIn(1));
});

test("a note is about the days that were shown, and leads to its proof", async () => {
  await aWeek();
  await screen.type("note", "  Thursday was more than partly. ");
  await screen.choose(t.share.bringUp);
  await screen.submit();
  await screen.stands(t.week.noteTitle);
  expect(screen.saved("week_note")).toEqual([{ words: "Thursday was more than partly.", first: FIRST, last: TODAY }]);
  expect(here.value.pathname).toMatch(/^\/history\//);
});

test("an empty note is not saved, and one too long says by how much", async () => {
  await aWeek();
  await screen.submit();
  await screen.sees(t.week.noteFirst);
  await screen.type("note", "ä".repeat(1001));
  await screen.submit();
  await screen.sees(t.tooLong(1));
  expect(screen.saved("week_note")).toEqual([]);
});

test("a note can be changed without the week around it, and keeps its days", async () => {
  await aWeek();
  await screen.type("note", "First.");
  await screen.submit();
  await screen.stands(t.week.noteTitle);
  const id = here.value.pathname.split("/").at(-1) ?? "";
  screen.open(`/week?entry=${id}`);
  await screen.stands(t.week.noteChange);
  await screen.sees(t.week.note);
  expect(screen.text).not.toContain("One stop.");
  await screen.type("note", "Second.");
  await screen.submit();
  await screen.stands(t.week.noteTitle);
  expect(screen.saved("week_note")).toEqual([{ words: "Second.", first: FIRST, last: TODAY }]);
});

// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { tapBody } from "../../src/homework/log.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { later } from "../../src/i18n/later.ts";
import { aScreen, assignment, type Screen, TODAY, WALK } from "./screen.tsx";

let screen: Screen;
afterEach(() => {
  screen.close();
});

async function log(): Promise<string> {
  const { store } = screen.phone;
  const entry = { kind: "homework", subject: assignment().id, share: "before" as const, bring_up: false, local_date: TODAY };
  return (await store.save({ ...entry, body: tapBody("done") })).id;
}

test("an entry with the wrong day is mended with one choice", async () => {
  screen = await aScreen();
  screen.practice.refusals.set("homework", { code: "day_ahead", reason: "No." });
  const id = await log();
  screen.open("/history");
  await screen.sees(t.state.refused(1));
  screen.open(`/history/${id}`);
  await screen.sees(t.log.refusedTitle);
  await screen.submit();
  await screen.sees(t.homework.dayNone);
  screen.practice.refusals.clear();
  await screen.choose(t.log.todayIs(""));
  await screen.submit();
  await vi.waitFor(() => {
    expect(screen.phone.store.entries.value.find((one) => one.id === id)?.state).toBe("sent");
  });
  await screen.sees(t.log.title);
  expect(screen.text).not.toContain(t.state.refused(1));
});

test("withdrawing is asked for once more, and then it is gone", async () => {
  screen = await aScreen();
  const id = await log();
  screen.open(`/history/${id}`);
  await screen.sees(WALK);
  await screen.press(t.log.withdraw);
  await screen.sees(t.log.withdrawAsk);
  await screen.press(t.log.withdrawNo);
  await screen.sees(t.log.withdraw);
  expect(screen.logs()).toHaveLength(1);
  await screen.press(t.log.withdraw);
  await screen.sees(t.log.withdrawYes);
  await screen.press(t.log.withdrawYes);
  await screen.stands(t.log.title);
  expect(screen.logs()).toEqual([]);
});

test("that it was read stands in the place of who can read it", async () => {
  screen = await aScreen();
  const id = await log();
  await screen.phone.sync();
  screen.open("/history");
  await screen.sees(t.share.shortBefore("Tomas"));
  const at = new Date(0).toISOString();
  const { agreed } = screen.practice;
  const tomas = { entry: id, opened_at: at, talked_at: null };
  const receipts = [tomas, { ...tomas, by: "Olga Brandt" }];
  screen.practice.agreed = agreed === null ? null : { ...agreed, receipts };
  screen.practice.agreedVersion = "1";
  await screen.phone.sync();
  await screen.sees("Olga opened it");
  expect(screen.text).not.toContain(t.share.shortBefore("Tomas"));
});

test("what somebody else wrote is marked, asks to be answered again, and can be taken back", async () => {
  const { ask, yes, marked, back, short } = later.notMine;
  screen = await aScreen();
  const id = await log();
  await screen.phone.sync();
  screen.open(`/history/${id}`);
  await screen.press(t.log.notMine);
  await screen.sees(ask);
  await screen.press(yes);
  await screen.sees(marked);
  await screen.keeps("not_mine", {});
  expect(screen.text).not.toContain(t.log.change);
  screen.open("/history");
  await screen.sees(short);
  screen.open("/");
  await screen.sees(t.homework.answers.done);
  expect(screen.text).not.toContain(t.form.undo);
  screen.open(`/history/${id}`);
  await screen.press(back);
  await screen.sees(t.log.notMine);
  screen.open("/");
  await screen.sees(t.form.undo);
});

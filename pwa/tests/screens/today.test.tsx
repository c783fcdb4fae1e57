// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { plusDays } from "../../src/entry/day.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { later } from "../../src/i18n/later.ts";
import { AT_ONCE } from "../../src/today/waiting.tsx";
import { newPhone } from "../phone.ts";
import { aScreen, assignment, Screen, TODAY, WALK } from "./screen.tsx";

const { answers, obstacles, keepObstacles, undone, happens } = t.homework;
const { undo } = t.form;

let screen: Screen;
afterEach(() => {
  screen.close();
});

describe("one tap", () => {
  test("is a complete log, and two quick ones are the same log", async () => {
    screen = await aScreen();
    screen.open();
    await screen.sees(t.day.open(1));
    const done = screen.find("button", answers.done);
    done.click();
    done.click();
    await screen.sees(undo);
    await screen.sees(t.day.answered);
    expect(screen.logs()).toMatchObject([{ answer: "done", quantity: null, words: null }]);
  });

  test("can be undone, and is open again", async () => {
    screen = await aScreen();
    screen.open();
    await screen.press(answers.partly);
    await screen.sees(undo);
    await screen.press(undo);
    await screen.sees(undone);
    expect(screen.logs()).toEqual([]);
    expect(screen.heading).toBe(t.day.open(1));
  });

  test("that cannot be kept says so, and logs nothing", async () => {
    screen = await aScreen();
    screen.open();
    const save = vi.spyOn(screen.phone.store, "save").mockRejectedValue(new Error("full"));
    await screen.press(answers.done);
    await screen.sees(t.form.notKept);
    save.mockRestore();
    expect(screen.logs()).toEqual([]);
    await screen.press(answers.done);
    await screen.sees(undo);
  });
});

describe("not this time", () => {
  async function asked(): Promise<void> {
    screen = await aScreen();
    screen.open();
    await screen.press(answers.not_this_time);
    await screen.sees(happens);
  }

  test("asks what got in the way, once it is kept", async () => {
    await asked();
    expect(screen.logs()).toMatchObject([{ answer: "not_this_time", obstacles: [] }]);
    await screen.choose(obstacles.forgot);
    await screen.press(keepObstacles);
    await vi.waitFor(() => {
      expect(screen.logs()).toMatchObject([{ answer: "not_this_time", obstacles: ["forgot"] }]);
    });
    expect(screen.text).not.toContain(happens);
  });

  test("keeps what was ticked when the client goes elsewhere", async () => {
    await asked();
    await screen.choose(obstacles.no_time);
    await screen.sees(keepObstacles);
    screen.close();
    await vi.waitFor(() => {
      expect(screen.logs()).toMatchObject([{ obstacles: ["no_time"] }]);
    });
  });

  test("finds what was ticked in the form behind \"Add more\"", async () => {
    await asked();
    await screen.choose(obstacles.avoided);
    await screen.press(t.homework.addMore);
    await screen.sees(t.form.saveAgain);
    expect(screen.find("label", obstacles.avoided).querySelector("input")?.checked).toBe(true);
  });

  test("undone, it forgets what was ticked", async () => {
    await asked();
    await screen.choose(obstacles.boring);
    await screen.sees(keepObstacles);
    await screen.press(undo);
    await screen.sees(undone);
    expect(screen.logs()).toEqual([]);
    expect(screen.phone.store.entries.value.map(({ kind }) => kind)).toEqual(["consent"]);
  });
});

test("before anything came down, nothing is said to be on the phone, and one can try again", async () => {
  screen = await aScreen();
  const { practice } = screen;
  practice.faults = ["offline", "offline"];
  const phone = await newPhone(practice);
  screen = new Screen(practice, phone, await phone.whole());
  screen.open();
  await screen.stands(t.state.unreachable);
  expect(screen.text).not.toContain(t.numbersHere);
  await screen.press(t.tryNow);
  await vi.waitFor(async () => {
    await screen.press(t.tryNow).catch(() => undefined);
    expect(screen.heading).not.toBe(t.state.unreachable);
  });
});

test("of all that waits the newest are shown, and the others on request", async () => {
  screen = await aScreen();
  screen.practice.faults = Array.from({ length: 9 }, () => "offline");
  const body = { answer: "done", quantity: null, quality: null, difficulty: null, obstacles: [], steps: [], words: null };
  for (let n = 0; n < AT_ONCE + 2; n += 1) await screen.write("homework", body, assignment().id, plusDays(TODAY, -n - 2));
  screen.open();
  await screen.sees(t.day.waitingList);
  const rows = (): number => document.querySelectorAll("#waiting ~ .rows > li").length;
  expect(rows()).toBe(AT_ONCE);
  await screen.press(t.log.older(2));
  expect(rows()).toBe(AT_ONCE + 2);
});

describe("before the client has agreed", () => {
  test("nothing can be written, and not now is an answer", async () => {
    screen = await aScreen(undefined, false);
    screen.open();
    await screen.sees(later.myPhone.consentNot);
    await screen.press(later.myPhone.consentNot);
    await screen.stands(t.accounts.consentLater);
    expect(screen.text).not.toContain(WALK);
    expect(screen.phone.store.entries.value).toEqual([]);
  });

  test("agreeing is an entry, and leads by way of the two first things to Today", async () => {
    screen = await aScreen(undefined, false);
    screen.open();
    await screen.press(later.myPhone.consentAgree);
    await screen.sees(later.myPhone.readOn);
    expect(screen.phone.store.entries.value[0]).toMatchObject({ kind: "consent", body: { given: true, version: "1" } });
    await screen.press(later.myPhone.readOn);
    await screen.sees(t.share.chooseKeep);
    await screen.press(t.share.chooseKeep);
    await screen.sees(WALK);
  });

  test("who took the agreement back is not told that they never gave it", async () => {
    screen = await aScreen();
    screen.open("/between-us");
    await screen.press(t.between.takeBack);
    await screen.sees(t.between.takeBackYes);
    await screen.press(t.between.takeBackYes);
    await screen.sees(t.accounts.consentRead);
    screen.open("/");
    await screen.stands(t.accounts.consentBack);
    expect(screen.text).not.toContain(WALK);
  });
});

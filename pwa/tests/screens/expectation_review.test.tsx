// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { BUS, day, expectation } from "./expecting.ts";
import { aScreen, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;

let screen: Screen;
afterEach(() => {
  screen.close();
});

describe("what happened", () => {
  async function review(id: string): Promise<void> {
    screen.open(`/expectations/${id}`);
    await screen.sees(text.closest);
  }

  test("the levels that were written are the choices, in the words of then", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { more: "Three or four times." });
    screen.open();
    await screen.sees(text.tagToday);
    screen.follow(text.cardReview);
    await screen.sees(text.closest);
    expect(screen.has("label .words", "Three or four times.")).toBe(true);
    expect(screen.has("label b", text.reached["-1"])).toBe(true);
    await screen.choose("Three or four times.");
    await screen.sees(text.sideBySide);
    await screen.type("learned", "It was less full than I thought.");
    await screen.submit();
    await screen.keeps("expectation_review", { level: 1, happened: null, learned: "It was less full than I thought." });
    expect(screen.kept("expectation_review")).toMatchObject([{ subject: id, local_date: TODAY }]);
    await screen.sees(text.tagReviewed);
  });

  test("saying it again changes what was said", async () => {
    screen = await aScreen();
    const id = await expectation(screen);
    await review(id);
    await screen.choose(text.ratherNot);
    await screen.submit();
    await screen.keeps("expectation_review", { level: null });
    await review(id);
    expect(screen.find<HTMLInputElement>("input[value=rather_not]").checked).toBe(true);
    await screen.choose(BUS);
    await screen.submit();
    await screen.keeps("expectation_review", { level: 0 });
  });

  test("without a choice nothing is saved: to rather not say is a choice, too", async () => {
    screen = await aScreen();
    await review(await expectation(screen));
    await screen.type("happened", "Three times.");
    await screen.submit();
    await screen.sees(text.closestNone);
    expect(screen.kept("expectation_review")).toEqual([]);
  });

  test("before its day it shows how it stands, and can be said already", async () => {
    screen = await aScreen();
    await expectation(screen, { by: day(5) }, -1);
    screen.open("/expectations");
    await screen.sees(BUS);
    screen.follow(BUS);
    await screen.sees(text.lookAgain);
    screen.follow(text.sayEarly);
    await screen.sees(text.closest);
  });

  test("counts stand from three on, and what is too few is said", async () => {
    screen = await aScreen();
    for (const level of [0, 1, -1]) {
      const id = await expectation(screen);
      await screen.write("expectation_look", { looks: "too_hopeful", then: "change", words: null, by: null, likelihood: 10, note: null }, id);
      screen.open("/expectations");
      await screen.sees(level === 0 ? text.mine : text.tooFew);
      await screen.write("expectation_review", { level, happened: null, learned: null }, id);
    }
    screen.open("/expectations");
    await screen.sees(text.likely(3, 2));
    await screen.sees(text.tooFewUnlikely);
  });
});

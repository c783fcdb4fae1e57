// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { day } from "./expecting.ts";
import { aScreen, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;

let screen: Screen;
afterEach(() => {
  screen.close();
});

describe("a prediction", () => {
  test("is what is feared of one situation, and nothing is preset", async () => {
    screen = await aScreen();
    screen.open("/predictions/new");
    await screen.sees(text.fear);
    await screen.submit();
    await screen.sees(text.wordsNone);
    await screen.type("situation", "The queue.");
    await screen.type("fear", "I faint.");
    await screen.rate(text.howBad.ask, 9);
    await screen.submit();
    await screen.keeps("prediction", { situation: "The queue.", fear: "I faint.", likelihood: null, how_bad: 90, on: null });
  });

  test("is asked about on its day, and its outcome stands beside it", async () => {
    screen = await aScreen();
    const body = { situation: "The queue.", fear: "I faint.", likelihood: 80, how_bad: 90, on: TODAY };
    const id = await screen.write("prediction", body, null, day(-3));
    screen.open();
    await screen.sees("The queue.");
    screen.follow(text.cardReview);
    await screen.sees(text.didIt);
    await screen.submit();
    await screen.sees(text.didItNone);
    await screen.choose(text.didItHappen.no);
    await screen.rate(text.howBadWas, 3);
    await screen.sees(text.sideBySide);
    await screen.submit();
    await screen.keeps("prediction_outcome", { happened: "no", how_bad: 30, what: null, learned: null });
    expect(screen.kept("prediction_outcome")).toMatchObject([{ subject: id }]);
    await screen.sees(text.asFeared.no);
  });

  test("predictions are counted apart", async () => {
    screen = await aScreen();
    for (const happened of ["no", "yes", "partly"]) {
      const id = await screen.write("prediction", { situation: "The queue.", fear: "I faint.", likelihood: 80, how_bad: null, on: null });
      await screen.write("prediction_outcome", { happened, how_bad: null, what: null, learned: null }, id);
    }
    screen.open("/expectations");
    await screen.sees(text.feared(3, 1, 1));
    expect(screen.text).not.toContain(text.beside);
  });
});

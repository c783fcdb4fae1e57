// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { dayPlain } from "../../src/i18n/dates.ts";
import { day, expectation } from "./expecting.ts";
import { aScreen, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;

let screen: Screen;
afterEach(() => {
  screen.close();
});

describe("looking at it again", () => {
  async function look(id: string, entry = ""): Promise<void> {
    screen.open(`/expectations/${id}/look${entry}`);
    await screen.sees(text.looksAsk);
  }

  test("two taps and Save are enough", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { by: day(14) });
    await look(id);
    await screen.choose(text.looks.about_right);
    await screen.choose(text.thens.keep);
    await screen.submit();
    await screen.keeps("expectation_look", { looks: "about_right", then: "keep", words: null, by: null, likelihood: null, note: null });
    expect(screen.kept("expectation_look")).toMatchObject([{ subject: id, bring_up: false }]);
    await screen.sees(text.tagLooked);
  });

  test("neither answer is taken for granted", async () => {
    screen = await aScreen();
    await look(await expectation(screen, { by: day(14) }));
    await screen.submit();
    await screen.sees(text.looksNone);
    await screen.sees(text.thenNone);
    expect(screen.kept("expectation_look")).toEqual([]);
  });

  test("a change holds what differs and nothing else", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { by: day(14) });
    await look(id);
    await screen.choose(text.looks.too_hopeful);
    await screen.choose(text.thens.change);
    await screen.submit();
    await screen.sees(text.changeNone);
    await screen.rate(text.likelihood.ask, 4);
    await screen.submit();
    await screen.keeps("expectation_look", { then: "change", words: null, by: null, likelihood: 40 });
    screen.open("/expectations");
    await screen.sees(text.then(t.ofHundredPlain(70), 40, dayPlain(TODAY, TODAY)));
  });

  test("what was changed before another answer was chosen is not saved", async () => {
    screen = await aScreen();
    await look(await expectation(screen, { by: day(14) }));
    await screen.choose(text.looks.too_careful);
    await screen.choose(text.thens.change);
    await screen.type("words", "Daily.");
    await screen.choose(text.thens.talk);
    await screen.submit();
    await screen.keeps("expectation_look", { then: "talk", words: null });
    expect(screen.kept("expectation_look")).toMatchObject([{ bring_up: true }]);
  });

  test("a look that is changed is measured against what held before it", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { by: day(14) });
    const first = await screen.write("expectation_look", { looks: "too_hopeful", then: "change", words: "Once.", by: null, likelihood: null, note: null }, id);
    await look(id, `?entry=${first}`);
    expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("Once.");
    await screen.type("note", "Rain.");
    await screen.submit();
    await screen.keeps("expectation_look", { words: "Once.", note: "Rain." });
  });

  test("of an expectation that was taken back there is nothing to look at, and its looks stay in the history", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { by: day(14) });
    await screen.write("expectation_look", { looks: "too_hopeful", then: "keep", words: null, by: null, likelihood: null, note: null }, id);
    await screen.store.withdraw(id);
    screen.open(`/expectations/${id}/look`);
    await screen.stands(t.log.gone);
    screen.open("/history");
    await screen.sees(text.lookedTitle(text.looksSaid.too_hopeful));
    screen.open("/");
    await screen.sees(t.day.like);
    expect(screen.text).not.toContain(text.tagLooked);
  });
});

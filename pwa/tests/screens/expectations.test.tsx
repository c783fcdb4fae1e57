// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { plusDays } from "../../src/entry/day.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { dayName, dayPlain } from "../../src/i18n/dates.ts";
import type { SavedEntry } from "../../src/store/types.ts";
import { agreed, aScreen, assignment, drawn, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;
const BUS = "I have taken the bus twice.";
const NOTHING = { much_less: null, less: null, more: null, much_more: null, start: -1, in_the_way: null, offered: null };

let screen: Screen;
afterEach(() => {
  screen.close();
});

const day = (days: number): string => plusDays(TODAY, days);

function kept(kind: string): SavedEntry[] {
  return screen.store.entries.value.filter((entry) => entry.kind === kind);
}

async function keeps(kind: string, ...bodies: object[]): Promise<void> {
  await vi.waitFor(() => {
    expect(kept(kind).map(({ body }) => body)).toMatchObject(bodies);
  });
}

/** Opens what a link leads to. */
function follow(name: string): void {
  screen.open(screen.find("a", name).getAttribute("href") ?? "");
}

async function write(kind: string, body: object, subject: string | null = null, on = TODAY): Promise<string> {
  const entry = { kind, subject, share: "before", bring_up: false, local_date: on, body: body as SavedEntry["body"] & object } as const;
  return (await screen.store.save(entry)).id;
}

const expectation = (part: object = {}, set = -14): Promise<string> =>
  write("expectation", { ...NOTHING, words: BUS, by: TODAY, likelihood: 70, ...part }, null, day(set));

describe("what I expect", () => {
  async function form(path = "/expectations/new"): Promise<void> {
    screen.open(path);
    await screen.sees(text.words);
  }

  test("needs a day and a few words, and says so beside them", async () => {
    screen = await aScreen();
    await form();
    await screen.submit();
    await screen.sees(text.dayNone);
    await screen.sees(text.wordsNone);
    expect(kept("expectation")).toEqual([]);
  });

  test("is kept with what was said, and nothing for what was not", async () => {
    screen = await aScreen();
    await form(`/expectations/new?about=${assignment().id}`);
    await screen.choose(text.inFour);
    await screen.type("words", ` ${BUS} `);
    await screen.submit();
    await keeps("expectation", { ...NOTHING, words: BUS, by: day(28), likelihood: null });
    expect(kept("expectation")).toMatchObject([{ subject: assignment().id, local_date: TODAY, share: "before" }]);
  });

  test("the likelihood is preset by nobody, and no chance is an answer", async () => {
    screen = await aScreen();
    await form();
    expect(screen.find("fieldset", text.likelihood.ask).querySelector(":checked")).toBeNull();
    await screen.choose(text.inAWeek);
    await screen.type("words", BUS);
    await screen.rate(text.likelihood.ask, 0);
    await screen.submit();
    await keeps("expectation", { likelihood: 0 });
  });

  test("levels are written in words, and today is marked on them", async () => {
    screen = await aScreen();
    await form();
    await screen.choose(text.inTwo);
    await screen.type("words", BUS);
    await screen.type("more", "Three or four times.");
    await screen.type("much_less", "I have not got on.");
    screen.find("input", text.startOf(text.levels["-2"])).click();
    await drawn();
    await screen.submit();
    await keeps("expectation", { ...NOTHING, words: BUS, more: "Three or four times.", much_less: "I have not got on.", start: -2 });
  });

  test("what was written together fills the levels, and can still be changed", async () => {
    screen = await aScreen();
    const ladder = { ...NOTHING, id: "0190c8a0-0000-7000-8000-0000000000aa", version: 1, ended_at: null, subject: assignment().id };
    const four = ["Once.", "Twice.", "Daily.", "Never shown."].map((words, at) => ({
      ...ladder, id: `${ladder.id.slice(0, -1)}${String(at)}`, words, by: day(21), less: "Not yet.",
    }));
    screen.practice.agreed = { ...agreed(), ladders: [{ ...four[0], words: "Over.", ended_at: "2026-01-01T00:00:00.000Z" }, ...four] } as ReturnType<typeof agreed>;
    screen.practice.agreedVersion = "1";
    await screen.phone.sync();
    await form();
    expect(screen.text).not.toContain("Never shown.");
    expect(screen.text).not.toContain("Over.");
    await screen.choose("Twice.");
    await screen.type("more", "Every other day.");
    await screen.submit();
    await keeps("expectation", { words: "Twice.", by: day(21), less: "Not yet.", more: "Every other day.", offered: four[1]?.id });
    expect(kept("expectation")[0]?.subject).toBe(assignment().id);
  });

  test("a half-filled form comes back as it was left", async () => {
    screen = await aScreen();
    await form();
    await screen.type("words", BUS);
    await screen.rate(text.likelihood.ask, 7);
    screen.close();
    await form();
    await screen.sees(t.form.draftBack);
    expect(screen.find<HTMLTextAreaElement>("#words").value).toBe(BUS);
    expect(screen.pip(text.likelihood.ask, 7).checked).toBe(true);
  });

  test("words longer than fit are not cut off, and not saved", async () => {
    screen = await aScreen();
    await form();
    await screen.choose(text.inAWeek);
    await screen.type("words", "🌱".repeat(1001));
    await screen.submit();
    await screen.sees(t.tooLong(1));
    expect(kept("expectation")).toEqual([]);
    await screen.type("words", "🌱".repeat(1000));
    await screen.submit();
    await keeps("expectation", { words: "🌱".repeat(1000) });
  });

  test("changing it is a new version of the same entry, until it was looked back on", async () => {
    screen = await aScreen();
    const id = await expectation({ by: day(3) });
    await form(`/expectations/new?entry=${id}`);
    await screen.type("words", "Once.");
    await screen.submit();
    await keeps("expectation", { words: "Once.", likelihood: 70, by: day(3) });
    expect(kept("expectation")).toMatchObject([{ id, revision: 2, local_date: day(-14) }]);
    await write("expectation_review", { level: 0, happened: null, learned: null }, id);
    screen.open(`/expectations/new?entry=${id}`);
    await screen.sees(text.settled);
  });
});

describe("looking at it again", () => {
  async function look(id: string, entry = ""): Promise<void> {
    screen.open(`/expectations/${id}/look${entry}`);
    await screen.sees(text.looksAsk);
  }

  test("two taps and Save are enough", async () => {
    screen = await aScreen();
    const id = await expectation({ by: day(14) });
    await look(id);
    await screen.choose(text.looks.about_right);
    await screen.choose(text.thens.keep);
    await screen.submit();
    await keeps("expectation_look", { looks: "about_right", then: "keep", words: null, by: null, likelihood: null, note: null });
    expect(kept("expectation_look")).toMatchObject([{ subject: id, bring_up: false }]);
    await screen.sees(text.tagLooked);
  });

  test("neither answer is taken for granted", async () => {
    screen = await aScreen();
    await look(await expectation({ by: day(14) }));
    await screen.submit();
    await screen.sees(text.looksNone);
    await screen.sees(text.thenNone);
    expect(kept("expectation_look")).toEqual([]);
  });

  test("a change holds what differs and nothing else", async () => {
    screen = await aScreen();
    const id = await expectation({ by: day(14) });
    await look(id);
    await screen.choose(text.looks.too_hopeful);
    await screen.choose(text.thens.change);
    await screen.submit();
    await screen.sees(text.changeNone);
    await screen.rate(text.likelihood.ask, 4);
    await screen.submit();
    await keeps("expectation_look", { then: "change", words: null, by: null, likelihood: 40 });
    screen.open("/expectations");
    await screen.sees(text.then(t.ofHundredPlain(70), 40, dayPlain(TODAY, TODAY)));
  });

  test("what was changed before another answer was chosen is not saved", async () => {
    screen = await aScreen();
    await look(await expectation({ by: day(14) }));
    await screen.choose(text.looks.too_careful);
    await screen.choose(text.thens.change);
    await screen.type("words", "Daily.");
    await screen.choose(text.thens.talk);
    await screen.submit();
    await keeps("expectation_look", { then: "talk", words: null });
    expect(kept("expectation_look")).toMatchObject([{ bring_up: true }]);
  });

  test("a look that is changed is measured against what held before it", async () => {
    screen = await aScreen();
    const id = await expectation({ by: day(14) });
    const first = await write("expectation_look", { looks: "too_hopeful", then: "change", words: "Once.", by: null, likelihood: null, note: null }, id);
    await look(id, `?entry=${first}`);
    expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("Once.");
    await screen.type("note", "Rain.");
    await screen.submit();
    await keeps("expectation_look", { words: "Once.", note: "Rain." });
  });

  test("of an expectation that was taken back there is nothing to look at, and its looks stay in the history", async () => {
    screen = await aScreen();
    const id = await expectation({ by: day(14) });
    await write("expectation_look", { looks: "too_hopeful", then: "keep", words: null, by: null, likelihood: null, note: null }, id);
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

describe("what happened", () => {
  async function review(id: string): Promise<void> {
    screen.open(`/expectations/${id}`);
    await screen.sees(text.closest);
  }

  test("the levels that were written are the choices, in the words of then", async () => {
    screen = await aScreen();
    const id = await expectation({ more: "Three or four times." });
    screen.open();
    await screen.sees(text.tagToday);
    follow(text.cardReview);
    await screen.sees(text.closest);
    expect(screen.has("label .words", "Three or four times.")).toBe(true);
    expect(screen.has("label b", text.reached["-1"])).toBe(true);
    await screen.choose("Three or four times.");
    await screen.sees(text.sideBySide);
    await screen.type("learned", "It was less full than I thought.");
    await screen.submit();
    await keeps("expectation_review", { level: 1, happened: null, learned: "It was less full than I thought." });
    expect(kept("expectation_review")).toMatchObject([{ subject: id, local_date: TODAY }]);
    await screen.sees(text.tagReviewed);
  });

  test("saying it again changes what was said", async () => {
    screen = await aScreen();
    const id = await expectation();
    await review(id);
    await screen.choose(text.ratherNot);
    await screen.submit();
    await keeps("expectation_review", { level: null });
    await review(id);
    expect(screen.find<HTMLInputElement>("input[value=rather_not]").checked).toBe(true);
    await screen.choose(BUS);
    await screen.submit();
    await keeps("expectation_review", { level: 0 });
  });

  test("without a choice nothing is saved: to rather not say is a choice, too", async () => {
    screen = await aScreen();
    await review(await expectation());
    await screen.type("happened", "Three times.");
    await screen.submit();
    await screen.sees(text.closestNone);
    expect(kept("expectation_review")).toEqual([]);
  });

  test("before its day it shows how it stands, and can be said already", async () => {
    screen = await aScreen();
    await expectation({ by: day(5) }, -1);
    screen.open("/expectations");
    await screen.sees(BUS);
    follow(BUS);
    await screen.sees(text.lookAgain);
    follow(text.sayEarly);
    await screen.sees(text.closest);
  });

  test("counts stand from three on, and what is too few is said", async () => {
    screen = await aScreen();
    for (const level of [0, 1, -1]) {
      const id = await expectation();
      await write("expectation_look", { looks: "too_hopeful", then: "change", words: null, by: null, likelihood: 10, note: null }, id);
      screen.open("/expectations");
      await screen.sees(level === 0 ? text.mine : text.tooFew);
      await write("expectation_review", { level, happened: null, learned: null }, id);
    }
    screen.open("/expectations");
    await screen.sees(text.likely(3, 2));
    await screen.sees(text.tooFewUnlikely);
  });
});

describe("of therapy itself", () => {
  test("one of the three is enough, and a number that cannot be is named", async () => {
    screen = await aScreen();
    screen.open("/expectations/therapy");
    await screen.sees(text.hope);
    await screen.submit();
    await screen.sees(text.therapyEmpty);
    await screen.type("sessions", "201");
    await screen.submit();
    await screen.sees(text.sessionsWrong);
    expect(kept("therapy_expectation")).toEqual([]);
    await screen.type("sessions", "20");
    await screen.submit();
    await keeps("therapy_expectation", { change: null, hope: null, sessions: 20 });
  });

  test("looking at it again is an entry of its own, which begins from the last", async () => {
    screen = await aScreen();
    await write("therapy_expectation", { change: "Going out again.", hope: null, sessions: 20 });
    screen.open("/expectations/therapy");
    await screen.sees(text.therapySaid(dayName(TODAY, TODAY)));
    expect(screen.find<HTMLTextAreaElement>("#change").value).toBe("Going out again.");
    await screen.type("hope", "It worked once.");
    await screen.submit();
    await keeps("therapy_expectation", { change: "Going out again.", hope: "It worked once." }, { hope: null });
  });
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
    await keeps("prediction", { situation: "The queue.", fear: "I faint.", likelihood: null, how_bad: 90, on: null });
  });

  test("is asked about on its day, and its outcome stands beside it", async () => {
    screen = await aScreen();
    const body = { situation: "The queue.", fear: "I faint.", likelihood: 80, how_bad: 90, on: TODAY };
    const id = await write("prediction", body, null, day(-3));
    screen.open();
    await screen.sees("The queue.");
    follow(text.cardReview);
    await screen.sees(text.didIt);
    await screen.submit();
    await screen.sees(text.didItNone);
    await screen.choose(text.didItHappen.no);
    await screen.rate(text.howBadWas, 3);
    await screen.sees(text.sideBySide);
    await screen.submit();
    await keeps("prediction_outcome", { happened: "no", how_bad: 30, what: null, learned: null });
    expect(kept("prediction_outcome")).toMatchObject([{ subject: id }]);
    await screen.sees(text.asFeared.no);
  });

  test("predictions are counted apart", async () => {
    screen = await aScreen();
    for (const happened of ["no", "yes", "partly"]) {
      const id = await write("prediction", { situation: "The queue.", fear: "I faint.", likelihood: 80, how_bad: null, on: null });
      await write("prediction_outcome", { happened, how_bad: null, what: null, learned: null }, id);
    }
    screen.open("/expectations");
    await screen.sees(text.feared(3, 1, 1));
    expect(screen.text).not.toContain(text.beside);
  });
});

describe("only on this phone", () => {
  const body = { ...NOTHING, words: BUS, by: TODAY, likelihood: 70 };

  async function hidden(part: object = {}): Promise<string> {
    const entry = { kind: "expectation", subject: null, share: "only_here", bring_up: false, local_date: day(-14), body: { ...body, ...part } } as const;
    return (await screen.store.save(entry)).id;
  }

  test("what is said of it stays there too, unless the client chooses otherwise", async () => {
    screen = await aScreen();
    screen.open(`/expectations/${await hidden()}`);
    await screen.sees(text.closest);
    await screen.choose(BUS);
    await screen.submit();
    await keeps("expectation_review", { level: 0 });
    expect(kept("expectation_review")).toMatchObject([{ share: "only_here" }]);
  });

  test("shared after all, it keeps the looks at it", async () => {
    screen = await aScreen();
    const id = await hidden({ by: day(14) });
    await write("expectation_look", { looks: "too_hopeful", then: "change", words: "Once.", by: null, likelihood: null, note: null }, id);
    screen.open(`/expectations/new?entry=${id}`);
    await screen.sees(text.words);
    await screen.choose(t.share.before);
    await screen.submit();
    await vi.waitFor(() => {
      const [moved] = kept("expectation");
      expect(moved).toMatchObject({ share: "before" });
      expect(moved?.id).not.toBe(id);
      expect(kept("expectation_look")).toMatchObject([{ subject: moved?.id }]);
    });
    screen.open("/expectations");
    await screen.sees("Once.");
  });
});

test("what a newer version of the app wrote is not read as if it were known", async () => {
  screen = await aScreen();
  await expectation({ start: 3 });
  screen.open("/history");
  await screen.sees(t.log.unknownKind);
  screen.open("/expectations");
  await screen.sees(text.add);
  expect(screen.text).not.toContain(BUS);
});

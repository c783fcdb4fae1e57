// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { BUS, day, expectation, NOTHING } from "./expecting.ts";
import { agreed, aScreen, assignment, drawn, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;

let screen: Screen;
afterEach(() => {
  screen.close();
});

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
    expect(screen.kept("expectation")).toEqual([]);
  });

  test("is kept with what was said, and nothing for what was not", async () => {
    screen = await aScreen();
    await form(`/expectations/new?about=${assignment().id}`);
    // A name in another script reads its own way.
    expect(screen.find("label [dir=auto]", assignment().what).textContent).toBe(assignment().what);
    await screen.choose(text.inFour);
    await screen.type("words", ` ${BUS} `);
    await screen.submit();
    await screen.keeps("expectation", { ...NOTHING, words: BUS, by: day(28), likelihood: null });
    expect(screen.kept("expectation")).toMatchObject([{ subject: assignment().id, local_date: TODAY, share: "before" }]);
  });

  test("the likelihood is preset by nobody, and no chance is an answer", async () => {
    screen = await aScreen();
    await form();
    expect(screen.find("fieldset", text.likelihood.ask).querySelector(":checked")).toBeNull();
    await screen.choose(text.inAWeek);
    await screen.type("words", BUS);
    await screen.rate(text.likelihood.ask, 0);
    await screen.submit();
    await screen.keeps("expectation", { likelihood: 0 });
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
    await screen.keeps("expectation", { ...NOTHING, words: BUS, more: "Three or four times.", much_less: "I have not got on.", start: -2 });
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
    await screen.keeps("expectation", { words: "Twice.", by: day(21), less: "Not yet.", more: "Every other day.", offered: four[1]?.id });
    expect(screen.kept("expectation")[0]?.subject).toBe(assignment().id);
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
    expect(screen.kept("expectation")).toEqual([]);
    await screen.type("words", "🌱".repeat(1000));
    await screen.submit();
    await screen.keeps("expectation", { words: "🌱".repeat(1000) });
  });

  test("changing it is a new version of the same entry, until it was looked back on", async () => {
    screen = await aScreen();
    const id = await expectation(screen, { by: day(3) });
    await form(`/expectations/new?entry=${id}`);
    await screen.type("words", "Once.");
    await screen.submit();
    await screen.keeps("expectation", { words: "Once.", likelihood: 70, by: day(3) });
    expect(screen.kept("expectation")).toMatchObject([{ id, revision: 2, local_date: day(-14) }]);
    await screen.write("expectation_review", { level: 0, happened: null, learned: null }, id);
    screen.open(`/expectations/new?entry=${id}`);
    await screen.sees(text.settled);
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
    await screen.keeps("expectation_review", { level: 0 });
    expect(screen.kept("expectation_review")).toMatchObject([{ share: "only_here" }]);
  });

  test("shared after all, it keeps the looks at it", async () => {
    screen = await aScreen();
    const id = await hidden({ by: day(14) });
    await screen.write("expectation_look", { looks: "too_hopeful", then: "change", words: "Once.", by: null, likelihood: null, note: null }, id);
    screen.open(`/expectations/new?entry=${id}`);
    await screen.sees(text.words);
    await screen.choose(t.share.before);
    await screen.submit();
    await vi.waitFor(() => {
      const [moved] = screen.kept("expectation");
      expect(moved).toMatchObject({ share: "before" });
      expect(moved?.id).not.toBe(id);
      expect(screen.kept("expectation_look")).toMatchObject([{ subject: moved?.id }]);
    });
    screen.open("/expectations");
    await screen.sees("Once.");
  });
});

test("what a newer version of the app wrote is not read as if it were known", async () => {
  screen = await aScreen();
  await expectation(screen, { start: 3 });
  screen.open("/history");
  await screen.sees(t.log.unknownKind);
  screen.open("/expectations");
  await screen.sees(text.add);
  expect(screen.text).not.toContain(BUS);
});

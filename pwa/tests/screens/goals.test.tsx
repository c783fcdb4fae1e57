// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GoalVersion, OfferedGoal } from "../../src/api/wire.ts";
import { plusDays } from "../../src/entry/day.ts";
import { now } from "../../src/clock/clock.ts";
import { describe as describeEntry } from "../../src/kinds.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { later } from "../../src/i18n/later.ts";
import { agreed, aScreen, type Screen, TODAY } from "./screen.tsx";

const text = later.goalsScreens;
const BUS = "Ride the bus to my sister alone";
const TRAM = "Ride the tram to my sister";
const ID = "0190c8a0-0000-7000-8000-0000000000f1";

function goal(...parts: Partial<GoalVersion>[]): OfferedGoal {
  const at = new Date(now().getTime() - 3 * 86_400_000).toISOString();
  const versions = (parts.length === 0 ? [{}] : parts).map((part, n): GoalVersion => {
    return { version: n + 1, at, words: BUS, revisit_on: null, stance: "yes", note: null, ...part };
  });
  return { id: ID, began: null, versions };
}

let screen: Screen;
let version = 0;
beforeEach(async () => {
  screen = await aScreen([]);
});
afterEach(() => {
  screen.close();
});

async function comesDown(...goals: OfferedGoal[]): Promise<void> {
  screen.practice.agreed = { ...agreed([]), goals };
  version += 1;
  screen.practice.agreedVersion = String(version);
  await screen.phone.sync();
}

describe("a goal that the therapist proposes", () => {
  test("stands on Today with what was written to it, and one tap says yes", async () => {
    await comesDown(goal({ note: "As we said" }));
    screen.open();
    await screen.sees(BUS);
    expect(screen.text).toContain("As we said");
    await screen.press(t.goals.answers.yes);
    await screen.sees("Yes, I want this.");
    await screen.keeps("goal_reply", { answer: "yes", version: 1, wording: null, words: null });
    expect(screen.kept("goal_reply")[0]).toMatchObject({ subject: ID, local_date: TODAY, share: "before" });
    expect(screen.heading).toBe(t.day.answered);
    await screen.press(t.form.undo);
    await screen.sees(t.goals.undone);
    screen.open("/between-us");
    await screen.sees(text.waitsMe);
  });

  test("can be put differently, and a draft of that stays", async () => {
    await comesDown(goal());
    screen.open(`/goals/${ID}`);
    await screen.sees(text.answer);
    await screen.submit();
    await screen.sees(text.nothing);
    await screen.choose(text.choices.change);
    await screen.type("wording", "");
    await screen.submit();
    await screen.sees(text.wordingNone);
    await screen.type("wording", `  ${TRAM} `);
    await screen.submit();
    await screen.keeps("goal_reply", { answer: "change", version: 1, wording: TRAM, words: null });
    await screen.stands(t.between.title);
    await screen.sees(text.waits("Tomas"));
    await screen.sees(text.mine(TRAM));
    await comesDown(goal({}, { words: TRAM }));
    await screen.sees(text.agreed);
  });

  test("asks again when it was put anew, whatever was said before", async () => {
    await comesDown(goal());
    await screen.write("goal_reply", { answer: "not_now", version: 1, wording: null, words: null }, ID, plusDays(TODAY, -1));
    await comesDown(goal({}, { words: TRAM }));
    screen.open();
    await screen.sees(TRAM);
    await screen.press(t.goals.answers.yes);
    await screen.keeps("goal_reply", { answer: "yes", version: 2 }, { answer: "not_now", version: 1 });
  });

  test("and an answer that is only on this phone agrees to nothing, and is not asked for again", async () => {
    await comesDown(goal());
    const body = { answer: "yes", version: 1, wording: null, words: null };
    await screen.store.save({ kind: "goal_reply", subject: ID, share: "only_here", bring_up: false, local_date: plusDays(TODAY, -1), body });
    screen.open("/between-us");
    await screen.sees(text.waitsMe);
    screen.open();
    await screen.stands(t.day.answered);
  });
});

test("a yes that somebody else gave is none", async () => {
  await comesDown(goal());
  const id = await screen.write("goal_reply", { answer: "yes", version: 1, wording: null, words: null }, ID);
  screen.open("/between-us");
  await screen.sees(text.agreed);
  await screen.write("not_mine", {}, id);
  await screen.sees(text.waitsMe);
});

describe("a goal that both agreed on", () => {
  const yes = { answer: "yes", version: 1, wording: null, words: null };

  test("is on Today again on its day, until the client says", async () => {
    await comesDown(goal({ revisit_on: TODAY }));
    await screen.write("goal_reply", yes, ID, plusDays(TODAY, -20));
    screen.open();
    await screen.sees(t.goals.again.reached);
    await screen.press(t.goals.again.reached);
    await screen.sees("Reached.");
    screen.open("/between-us");
    await screen.sees(text.over(1));
    await screen.sees(text.overBy.reached.client);
  });

  test("and was set aside can be taken up again", async () => {
    await comesDown(goal({}, { stance: "not_now", note: "First the sleep" }));
    await screen.write("goal_reply", yes, ID, plusDays(TODAY, -20));
    screen.open(`/goals/${ID}`);
    await screen.sees(text.overBy.not_now.therapist);
    await screen.sees("First the sleep");
    expect(screen.has("label", text.choices.change)).toBe(false);
    await screen.choose(text.choices.yes);
    await screen.submit();
    await screen.stands(t.between.title);
    await screen.sees(text.waits("Tomas"));
  });
});

test("what is expected can be of a goal that both agreed on, and of no other", async () => {
  const other = { ...goal({ words: TRAM }), id: "0190c8a0-0000-7000-8000-0000000000f2" };
  await comesDown(goal(), other);
  await screen.write("goal_reply", { answer: "yes", version: 1, wording: null, words: null }, ID);
  screen.open(`/goals/${ID}`);
  await screen.sees(text.expect);
  screen.follow(text.expect);
  await screen.sees(t.expectations.words);
  expect(screen.find("label.on").textContent).toBe(BUS);
  expect(screen.has("label", TRAM)).toBe(false);
  await screen.choose(t.expectations.inFour);
  await screen.type("words", "I have gone there twice");
  await screen.submit();
  await screen.keeps("expectation", { words: "I have gone there twice" });
  const [entry] = screen.kept("expectation");
  expect(entry?.subject).toBe(ID);
  const said = describeEntry(entry as never, screen.store.agreed.value).lines;
  expect(said).toContainEqual({ name: t.expectations.aboutName, value: BUS, own: true });
});

describe("a goal of one's own", () => {
  test("is proposed in one's own words, waits, and is agreed when the therapist takes them", async () => {
    screen.open("/goals/new");
    await screen.sees(text.whyHint);
    await screen.submit();
    await screen.sees(text.wordsNone);
    await screen.type("goal", ` ${BUS} `);
    await screen.type("why", "I miss her");
    await screen.submit();
    await screen.keeps("goal_proposal", { words: BUS, why: "I miss her" });
    await screen.stands(t.between.title);
    await screen.sees(text.waits("Tomas"));
    const [entry] = screen.kept("goal_proposal");
    const id = entry?.id ?? "";
    await comesDown({ ...goal(), began: { entry: id, revision: 1 } });
    await screen.sees(text.agreed);
    screen.open(`/goals/new?entry=${id}`);
    await screen.stands(text.already);
  });

  test("longer than fits is said so, and nothing is cut off", async () => {
    screen.open("/goals/new");
    await screen.sees(text.whyHint);
    await screen.type("goal", "x".repeat(201));
    await screen.submit();
    expect(screen.kept("goal_proposal")).toEqual([]);
    await screen.sees(t.tooLong(1));
  });
});

test("what was said is read again beside the words it answers", () => {
  const down = { ...agreed([]), goals: [goal({}, { words: TRAM })] };
  const entry = { ...{ kind: "goal_reply", subject: ID, body: { answer: "change", version: 1, wording: TRAM, words: "Or by bus" } } };
  expect(describeEntry(entry as never, down)).toEqual({
    title: t.goals.titled(t.goals.said.change),
    lines: [
      { name: t.goals.goal, value: BUS, own: true },
      { name: t.goals.wording, value: TRAM, own: true },
      { name: t.goals.words, value: "Or by bus", own: true },
    ],
  });
});

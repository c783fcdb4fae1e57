// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { dayName } from "../../src/i18n/dates.ts";
import { day } from "./expecting.ts";
import { agreed, aScreen, type Screen, TODAY } from "./screen.tsx";

const text = t.expectations;

let screen: Screen;
afterEach(() => {
  screen.close();
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
    expect(screen.kept("therapy_expectation")).toEqual([]);
    await screen.type("sessions", "20");
    await screen.submit();
    await screen.keeps("therapy_expectation", { change: null, hope: null, sessions: 20 });
  });

  test("looking at it again is an entry of its own, which begins from the last", async () => {
    screen = await aScreen();
    await screen.write("therapy_expectation", { change: "Going out again.", hope: null, sessions: 20 });
    screen.open("/expectations/therapy");
    await screen.sees(text.therapySaid(dayName(TODAY, TODAY)));
    expect(screen.find<HTMLTextAreaElement>("#change").value).toBe("Going out again.");
    await screen.type("hope", "It worked once.");
    await screen.submit();
    await screen.keeps("therapy_expectation", { change: "Going out again.", hope: "It worked once." }, { hope: null });
  });

  describe("when it is time to look at it again", () => {
    /** What the practice says of that, as it comes down with a sync. */
    async function again(from: string): Promise<void> {
      screen.practice.agreed = { ...agreed([]), therapy_look: { theirs: null, every: 6, again_from: `${from}T14:00:00Z` } };
      screen.practice.agreedVersion = "2";
      await screen.phone.sync();
    }

    test.each([0, 14])("Today asks it of both, %d days after that session began", async (days) => {
      screen = await aScreen();
      await screen.write("therapy_expectation", { change: "Going out again.", hope: null, sessions: 20 }, null, day(-90));
      await again(day(-days));
      screen.open();
      await screen.sees(text.tagAgain("Tomas"));
      screen.follow(text.cardLook);
      await screen.sees(text.hope);
      await screen.type("hope", "It worked once.");
      await screen.submit();
      await screen.keeps("therapy_expectation", { hope: "It worked once." }, { hope: null });
      screen.open();
      await screen.sees(t.day.like);
      expect(screen.text).not.toContain(text.tagAgain("Tomas"));
    });

    test.each([
      ["not before it", 8, ""],
      ["it is among what is coming a week before", 7, text.therapy],
      ["it asks nobody for ever", -15, ""],
    ])("%s", async (_, days, title) => {
      screen = await aScreen();
      await again(day(days));
      screen.open();
      await screen.sees(t.day.like);
      expect(screen.text).not.toContain(text.tagAgain("Tomas"));
      expect(screen.text.includes(text.therapy)).toBe(title !== "");
    });
  });

  test("what I expect is a tap away from what is agreed between us", async () => {
    screen = await aScreen();
    screen.open("/between-us");
    await screen.sees(t.between.expectHint);
    screen.follow(t.between.expectHint);
    await screen.stands(text.title);
  });
});

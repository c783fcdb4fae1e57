import { describe, expect, test, vi } from "vitest";

vi.hoisted(() => {
  vi.stubGlobal("navigator", { languages: ["fr-FR", "en-GB"] });
});
process.env["TZ"] = "Europe/London";

const { dayHeading, dayMoment, dayName, dayPlain, daysAway, moment, wallTime, weekdayNames } = await import("./dates.ts");
const { locale } = await import("./catalogue.ts");
const { pluralIn } = await import("./plural.ts");

const TODAY = "2026-11-19";

describe("dates as they are said", () => {
  test("in the phone's way of writing, in the language of the texts", () => {
    expect(locale).toBe("en-GB");
  });

  test("days", () => {
    expect(dayName("2026-11-24", TODAY)).toBe("Tuesday 24 November");
    expect(dayName("2025-09-01", TODAY)).toBe("Monday 1 September 2025");
    expect(dayPlain("2026-11-18", TODAY)).toBe("18 November");
    expect(dayHeading(TODAY, TODAY)).toBe("Today, Thursday 19 November");
    expect(dayHeading("2026-11-18", TODAY)).toBe("Yesterday, Wednesday 18 November");
    expect(daysAway("2026-11-24", TODAY)).toBe("in 5 days");
    expect(weekdayNames([0, 3, 6])).toBe("Monday, Thursday and Sunday");
    expect(wallTime("17:30")).toBe("17:30");
  });

  test("moments grow coarser with their age", () => {
    expect(moment("2026-11-19T14:02:00.000Z", TODAY)).toBe("14:02");
    expect(dayMoment("2026-11-19T14:02:00.000Z", TODAY)).toBe("today 14:02");
    expect(moment("2026-11-18T21:10:00.000Z", TODAY)).toBe("yesterday 21:10");
    expect(moment("2026-11-17T09:10:00.000Z", TODAY)).toBe("Tuesday 9:10");
    expect(moment("2026-11-01T09:10:00.000Z", TODAY)).toBe("1 November, 9:10");
  });

  test("a clock that is ahead gives the whole date, not a weekday in the past", () => {
    expect(moment("2026-11-22T09:10:00.000Z", TODAY)).toBe("22 November, 9:10");
  });
});

test("plurals follow the language", () => {
  const forms = { one: "# entry", few: "# few", other: "# entries" };
  expect(pluralIn("en")(1, forms)).toBe("1 entry");
  expect(pluralIn("en")(1200, forms)).toBe("1,200 entries");
  expect(pluralIn("pl")(3, forms)).toBe("3 few");
});

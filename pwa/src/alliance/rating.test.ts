import { describe, expect, test } from "vitest";
import type { Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, dayPlain, timeOf } from "../i18n/dates.ts";
import type { SavedEntry } from "../store/types.ts";
import { blankRating, bodyOf, check, ownSession, problemsOf, ratingOf, ratings, sessionOf, tapBody, type Rating } from "./rating.ts";
import { asked, describe as describeEntry, whichSession } from "./said.ts";

const text = t.alliance;
const SESSION = sessionOf({
  id: "m",
  starts_at: "2026-11-17T14:00:00.000Z",
  zone: "Europe/London",
  minutes: 50,
  state: "held",
  moved_from: null,
});
const NOW = new Date("2026-11-19T12:00:00Z");
const TODAY = "2026-11-19";
/** As dates are written where this runs. */
const SESSION_OF = text.session(dayName("2026-11-17", TODAY));

const rating = (part: Partial<Rating> = {}): Rating => ({ ...blankRating({ share: "before", bringUp: false }), ...part });

function entry(body: Body, part: Partial<SavedEntry> = {}): SavedEntry {
  return {
    id: "e",
    revision: 1,
    kind: "alliance_check_in",
    subject: "m",
    share: "when_we_meet",
    bring_up: true,
    local_date: "2026-11-17",
    recorded_at: "2026-11-17T18:00:00.000Z",
    zone: "Europe/London",
    withdrawn: false,
    body,
    state: "waiting",
    received_at: null,
    code: null,
    reason: null,
    device: "d",
    ...part,
  };
}

describe("the body", () => {
  test("keeps what was not answered as nothing, the session's times and the wording", () => {
    expect(bodyOf(rating({ safety: 0, words: "  " }), SESSION, false)).toEqual({
      outcome: "rated",
      safety: 0,
      respect: null,
      felt_off: false,
      pillars: null,
      words: null,
      session_started_at: "2026-11-17T14:00:00.000Z",
      session_ended_at: "2026-11-17T14:50:00.000Z",
      wording: text.wording,
    });
  });

  test("tells five pillars that were asked and not answered from five that were not asked", () => {
    const empty = { rapport: null, goals: null, expectations: null, responsibility: null, empathy: null };
    expect(bodyOf(rating({ safety: 7 }), SESSION, true)["pillars"]).toEqual(empty);
    expect(bodyOf(rating({ safety: 7, goals: 4 }), SESSION, true)["pillars"]).toEqual({ ...empty, goals: 4 });
    expect(bodyOf(rating({ safety: 7 }), SESSION, false)["pillars"]).toBeNull();
  });

  test("has no number and no tick where the two did not meet, and keeps the words", () => {
    const all = rating({ outcome: "did_not_meet", safety: 3, respect: 4, empathy: 2, feltOff: true, words: "Snow." });
    expect(bodyOf(all, SESSION, true)).toMatchObject({ safety: null, respect: null, felt_off: false, pillars: null, words: "Snow." });
  });

  test("of one tap is whole", () => {
    expect(check(tapBody("rather_not", SESSION))).toBe(true);
    expect(tapBody("rather_not", SESSION)).toMatchObject({ outcome: "rather_not", safety: null, words: null });
  });

  test("of a session that is not listed has the start that the client gave, and no end", () => {
    const own = ownSession(rating({ day: "2026-11-12", time: "15:30" }));
    expect(own).toMatchObject({ meeting: null, day: "2026-11-12", endedAt: null });
    expect(Date.parse(own.startedAt ?? "")).toBe(new Date(2026, 10, 12, 15, 30).getTime());
    expect(ownSession(rating({ day: "2026-11-12" })).startedAt).toBeNull();
  });

  test("comes back into the form as it was", () => {
    const told = rating({
      ...{ safety: 5, respect: null, rapport: 6, feltOff: true, words: "Hurried.", day: "2026-11-12", time: "09:05" },
      ...{ share: "when_we_meet", bringUp: true },
    });
    const [saved] = ratings([entry(bodyOf(told, ownSession(told), true), { subject: null, local_date: "2026-11-12" })]);
    expect(saved && ratingOf(saved)).toEqual(told);
  });

  test("of a newer version is not read as if it were known", () => {
    const body = tapBody("rated", SESSION);
    expect(check({ ...body, later: "more" })).toBe(true);
    const strange: Body[] = [{ outcome: "postponed" }, { safety: 11 }, { respect: 2.5 }, { felt_off: null }, { pillars: { goals: "8" } }, { words: 3 }];
    expect(strange.filter((part) => check({ ...body, ...part }))).toEqual([]);
    expect(describeEntry(entry({ ...body, outcome: "postponed" })).lines).toEqual([]);
  });
});

describe("saving", () => {
  const problem = (part: Partial<Rating>): string | null => problemsOf(rating(part), SESSION, TODAY, NOW).outcome;
  test("needs one thing said, whichever", () => {
    expect(problem({})).toBe(text.nothing);
    expect(problem({ words: " ", bringUp: true })).toBe(text.nothing);
    const enough: Partial<Rating>[] = [{ safety: 0 }, { respect: 3 }, { feltOff: true }, { words: "Good." }, { empathy: 5 }, { outcome: "rather_not" }];
    expect(enough.map(problem)).toEqual(enough.map(() => null));
  });

  test("needs a day where the session is not listed, and no time to come", () => {
    const own = (part: Partial<Rating>): (string | null)[] => {
      const { day, time } = problemsOf(rating({ safety: 5, ...part }), null, TODAY, NOW);
      return [day, time];
    };
    expect(own({})).toEqual([t.homework.dayNone, null]);
    expect(own({ day: "2026-11-20" })).toEqual([t.homework.dayAhead, null]);
    expect(own({ day: TODAY, time: "23:59" })).toEqual([null, text.timeAhead]);
    expect(own({ day: "2026-11-18", time: "23:59" })).toEqual([null, null]);
  });

  test("keeps to the length of words that the server takes", () => {
    expect(problemsOf(rating({ words: "a".repeat(4001) }), SESSION, TODAY, NOW).words).toBe(true);
    expect(problemsOf(rating({ words: "a".repeat(4000) }), SESSION, TODAY, NOW).words).toBe(false);
  });
});

describe("read again", () => {
  const title = (part: Partial<Rating>): string => describeEntry(entry(bodyOf(rating(part), SESSION, false))).title;
  test.each([
    [{ safety: 5, respect: 8 }, "safe 5, respected 8"],
    [{ safety: 0 }, "safe 0"],
    [{ respect: 8 }, "respected 8"],
    [{ feltOff: true }, "something felt off"],
    [{ words: "Good." }, "rated"],
    [{ outcome: "did_not_meet" as const }, "we didn’t meet"],
    [{ outcome: "rather_not" as const }, "rather not answer"],
  ])("%o is %s", (part, said) => {
    expect(title(part)).toBe(text.titled(SESSION_OF, said));
  });

  test("what was not answered stays so", () => {
    const { lines } = describeEntry(entry(bodyOf(rating({ safety: 5, goals: 7, words: "Hurried." }), SESSION, true)));
    expect(lines.slice(0, 2)).toEqual([
      { name: text.safety.name, value: "5 of 10: in between" },
      { name: text.respect.name, value: null },
    ]);
    expect(lines.find(({ name }) => name === text.pillars.goals.name)?.value).toBe("7 of 10");
    expect(lines.find(({ name }) => name === text.pillars.empathy.name)?.value).toBeNull();
    expect(lines.at(-1)).toEqual({ name: text.wordsName, value: "Hurried.", own: true });
  });

  test("pillars that were all passed over are not listed", () => {
    const { lines } = describeEntry(entry(bodyOf(rating({ safety: 5 }), SESSION, true)));
    expect(lines.map(({ name }) => name)).toEqual([text.safety.name, text.respect.name]);
  });

  test("a way out has no lines of numbers", () => {
    expect(describeEntry(entry(tapBody("did_not_meet", SESSION))).lines).toEqual([]);
    expect(describeEntry(entry({ outcome: "?" })).title).toBe(SESSION_OF);
  });

  test("the question names the day as one would", () => {
    expect(asked("2026-11-19", TODAY)).toBe("How was today’s session for you?");
    expect(asked("2026-11-18", TODAY)).toBe("How was yesterday’s session for you?");
    expect(asked("2026-11-17", TODAY)).toBe("How was Tuesday’s session for you?");
    expect(asked("2026-11-12", TODAY)).toBe(text.askOf(dayPlain("2026-11-12", TODAY)));
    expect(whichSession({ ...SESSION, zone: "Asia/Tokyo" }, "Tomas Keller", TODAY)).toBe(
      text.with("Tomas", text.at(dayPlain("2026-11-17", TODAY), timeOf("2026-11-17T14:00:00Z", "Asia/Tokyo"))),
    );
    expect(whichSession({ ...SESSION, startedAt: null }, "Tomas Keller", TODAY)).toBe(text.with("Tomas", dayPlain("2026-11-17", TODAY)));
  });
});

test("of two versions in conflict the first counts, and what was withdrawn does not", () => {
  const body = tapBody("rated", SESSION);
  const found = ratings([entry(body, { id: "a", revision: 2 }), entry(body, { id: "a" }), entry(body, { id: "b", withdrawn: true })]);
  expect(found.map(({ id, revision }) => [id, revision])).toEqual([["a", 2]]);
});

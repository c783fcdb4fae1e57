// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { KIND } from "../../src/alliance/rating.ts";
import { asked } from "../../src/alliance/said.ts";
import type { Meeting } from "../../src/api/wire.ts";
import { now, zone } from "../../src/clock/clock.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { dateOf } from "../../src/i18n/dates.ts";
import { agreed, aScreen, assignment, type Screen, TODAY } from "./screen.tsx";

const text = t.alliance;
const HOUR_MS = 3_600_000;

const ended = (hoursAgo: number, part: Partial<Meeting> = {}): Meeting => ({
  id: `0190c8a0-0000-7000-8000-00000000000${String(hoursAgo % 7)}`,
  starts_at: new Date(now().getTime() - hoursAgo * HOUR_MS).toISOString(),
  zone: zone(),
  minutes: 50,
  state: "planned",
  moved_from: null,
  ...part,
});
const MEETING = ended(3);
const PATH = `/session/${MEETING.id}`;
const question = asked(dateOf(MEETING.starts_at), TODAY);

let screen: Screen;
afterEach(() => {
  screen.close();
});

async function met(meetings: Meeting[] = [MEETING]): Promise<void> {
  screen = await aScreen([assignment({ ended_at: "2026-01-02T00:00:00.000Z" })]);
  screen.practice.agreed = { ...agreed([]), meetings };
  screen.practice.agreedVersion = "1";
  await screen.phone.sync();
}

const rated = (): (Record<string, unknown> | null)[] =>
  screen.phone.store.entries.value.filter(({ kind }) => kind === KIND).map(({ body }) => body);

/** A link, as the shell follows it. */
const follow = (name: string): void => {
  screen.open(screen.find("a", name).getAttribute("href") ?? "");
};

const kept = (body: object): Promise<void> =>
  vi.waitFor(() => {
    expect(rated()).toMatchObject([body]);
  });

describe("a session that has ended", () => {
  test("is asked about on Today, and two taps and Save are a whole rating", async () => {
    await met();
    screen.open();
    await screen.sees(question);
    follow(text.answers.rated);
    await screen.sees(text.why);
    expect(screen.find("main").querySelectorAll(".pips :checked")).toHaveLength(0);
    await screen.rate(text.safety.ask, 5);
    await screen.rate(text.respect.ask, 8);
    await screen.submit();
    await screen.sees("Safe 5, respected 8.");
    expect(screen.heading).toBe(t.day.answered);
    expect(rated()).toMatchObject([{ outcome: "rated", safety: 5, respect: 8, felt_off: false, words: null, session_started_at: MEETING.starts_at }]);
    expect(screen.phone.store.entries.value[0]).toMatchObject({ subject: MEETING.id, local_date: dateOf(MEETING.starts_at) });
  });

  test("is answered by one tap where the two did not meet, and that can be undone", async () => {
    await met();
    screen.open();
    const tapped = screen.find("button", text.answers.did_not_meet);
    tapped.click();
    tapped.click();
    await screen.sees(t.form.undo);
    expect(rated()).toMatchObject([{ outcome: "did_not_meet", safety: null, respect: null }]);
    await screen.press(t.form.undo);
    await screen.sees(text.undone);
    expect(rated()).toEqual([]);
    await screen.press(text.answers.rather_not);
    await kept({ outcome: "rather_not" });
  });

  test("that cannot be kept says so, and nothing is rated", async () => {
    await met();
    screen.open();
    const save = vi.spyOn(screen.phone.store, "save").mockRejectedValue(new Error("full"));
    await screen.press(text.answers.rather_not);
    await screen.sees(t.form.notKept);
    save.mockRestore();
    expect(rated()).toEqual([]);
  });

  test("is not asked about while it runs, and its address says why", async () => {
    await met([ended(0)]);
    screen.open();
    await screen.stands(t.day.first);
    screen.open(`/session/${ended(0).id}`);
    await screen.stands(text.notOver);
  });
});

describe("the form", () => {
  async function form(path = PATH): Promise<void> {
    screen.open(path);
    await screen.sees(text.safety.ask);
  }

  test("comes back as it was left", async () => {
    await met();
    await form();
    await screen.rate(text.safety.ask, 0);
    await screen.choose(text.off);
    await screen.type("words", "I felt hurried.");
    screen.close();
    await form();
    await screen.sees(t.form.draftBack);
    expect(screen.pip(text.safety.ask, 0).checked).toBe(true);
    expect(screen.find("label", text.off).querySelector("input")?.checked).toBe(true);
    expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("I felt hurried.");
  });

  test("saves nothing where nothing is said, and says what would be enough", async () => {
    await met();
    await form();
    await screen.submit();
    await screen.sees(text.nothing);
    expect(rated()).toEqual([]);
    await screen.choose(text.off);
    await screen.submit();
    await kept({ outcome: "rated", felt_off: true, safety: null });
  });

  test("says that numbers are left out before a way out leaves them out", async () => {
    await met();
    await form();
    await screen.rate(text.safety.ask, 3);
    await screen.choose(text.answers.rather_not);
    await screen.sees(text.leftOut);
    expect(screen.text).not.toContain(text.respect.ask);
    await screen.choose(text.answers.rated);
    expect(screen.pip(text.safety.ask, 3).checked).toBe(true);
    await screen.choose(text.answers.rather_not);
    await screen.submit();
    await kept({ outcome: "rather_not", safety: null });
  });

  test("of a session that was rated changes that rating, by whichever address", async () => {
    await met();
    await form();
    await screen.rate(text.safety.ask, 5);
    await screen.submit();
    await screen.sees("Safe 5.");
    await screen.stands(t.day.answered);
    await form();
    expect(screen.pip(text.safety.ask, 5).checked).toBe(true);
    await screen.rate(text.respect.ask, 2);
    await screen.submit();
    await kept({ safety: 5, respect: 2 });
    expect(screen.phone.store.entries.value[0]).toMatchObject({ revision: 2, kind: KIND });
  });

  test("asks all six pillars with the first rating of a month, and again when that one is changed", async () => {
    const other = ended(4);
    await met([MEETING, other]);
    await form();
    await screen.sees(text.month);
    await screen.rate(text.pillars.goals.ask, 6);
    await screen.submit();
    await screen.stands(t.day.open(1));
    await kept({ pillars: { goals: 6, rapport: null } });
    await form(`/session/${other.id}`);
    // Two sessions of three and four hours ago lie in one month, but for some hours a month.
    const sameMonth = dateOf(MEETING.starts_at).slice(0, 7) === dateOf(other.starts_at).slice(0, 7);
    expect(screen.text.includes(text.month)).toBe(!sameMonth);
    await form();
    await screen.sees(text.month);
    expect(screen.pip(text.pillars.goals.ask, 6).checked).toBe(true);
  });

  test("of a session that is not listed asks its day, and then knows only that", async () => {
    await met([]);
    screen.open();
    follow(text.unlisted);
    await screen.sees(text.whichDay);
    await screen.rate(text.safety.ask, 9);
    await screen.submit();
    await screen.sees(t.homework.dayNone);
    await screen.choose("Today");
    await screen.submit();
    await screen.sees("Safe 9.");
    expect(screen.phone.store.entries.value[0]).toMatchObject({ kind: KIND, subject: null, local_date: TODAY });
    expect(rated()).toMatchObject([{ session_started_at: null, session_ended_at: null }]);
  });

  test("of a session nobody knows leads to one that is not listed", async () => {
    await met([]);
    screen.open("/session/0190c8a0-0000-7000-8000-00000000000f");
    await screen.stands(text.unknown);
    follow(text.unlisted);
    await screen.stands(text.askAny);
  });
});

test("the history shows how sessions felt from three ratings on, and before that says that they are few", async () => {
  await met([]);
  const { store } = screen.phone;
  const save = (local_date: string, safety: number): Promise<unknown> =>
    store.save({
      ...{ kind: KIND, subject: null, share: "before", bring_up: false, local_date },
      body: { outcome: "rated", safety, respect: null, felt_off: false, pillars: null, words: null, session_started_at: null, session_ended_at: null, wording: "1" },
    });
  await save(TODAY, 7);
  await save(TODAY, 8);
  screen.open("/history");
  await screen.sees(text.few(2));
  await screen.sees(text.none);
  expect(screen.has(".plot", "")).toBe(false);
  await save(TODAY, 6);
  await screen.sees(text.rests(3));
  expect(screen.find<HTMLElement>(".plot").getAttribute("aria-label")).toBe(`${text.safeTitle}: 7, 8, 6`);
});

// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { Agreed, Body } from "../../src/api/wire.ts";
// Otherwise fetched when first shown, which takes a while on a busy machine.
import "../../src/between_us/ask_page.tsx";
import { question } from "../../src/between_us/question.ts";
import { plusDays } from "../../src/entry/day.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { dayPlain } from "../../src/i18n/dates.ts";
import { aScreen, assignment, type Screen, TODAY } from "./screen.tsx";

const text = t.between;
const PLACE = "/between-us";
const FORM = `${PLACE}/confidentiality`;

let screen: Screen;
afterEach(() => {
  screen.close();
});

const asked = (): Body[] =>
  screen.store.entries.value.filter(({ kind }) => kind === "question").map(({ body }) => body ?? {});

/** What the practice says next, as it comes down with a sync. */
async function comesDown(change: (agreed: Agreed) => Agreed): Promise<void> {
  const { agreed } = screen.practice;
  screen.practice.agreed = agreed === null ? null : change(agreed);
  screen.practice.agreedVersion = "2";
  await screen.phone.sync();
}

async function ask(words: string): Promise<void> {
  screen.open(FORM);
  await screen.sees(text.askWords);
  await screen.type("words", words);
  await screen.submit();
  await screen.stands(text.title);
}

test("what is asked about a text says which version was read, and asks to be brought up", async () => {
  screen = await aScreen();
  await ask("  Who is the colleague? ");
  expect(asked()).toEqual([{ text: "confidentiality", version: "1", words: "Who is the colleague?" }]);
  const [entry] = screen.store.entries.value;
  expect([entry?.share, entry?.bring_up, entry?.local_date]).toEqual(["before", true, TODAY]);
  await screen.sees(text.askedOn.before(dayPlain(TODAY, TODAY), "Tomas"));
});

test("a question needs no words", async () => {
  screen = await aScreen();
  await ask("  ");
  expect(asked()).toEqual([{ text: "confidentiality", version: "1", words: null }]);
});

test("it is sent with the next contact", async () => {
  screen = await aScreen();
  await ask("Later.");
  await screen.phone.sync();
  await vi.waitFor(() => {
    expect(screen.store.entries.value.find(({ kind }) => kind === "question")?.state).toBe("sent");
  });
});

test("too long is said beside the words and nothing is cut off or saved", async () => {
  screen = await aScreen();
  screen.open(FORM);
  await screen.sees(text.askWords);
  await screen.type("words", "x".repeat(1001));
  await screen.submit();
  await screen.sees(t.tooLong(1));
  expect(asked()).toEqual([]);
});

test("a half-filled question comes back after the phone put the app away", async () => {
  screen = await aScreen();
  screen.open(FORM);
  await screen.sees(text.askWords);
  await screen.type("words", "Who is");
  screen.close();
  screen.open(FORM);
  await screen.sees(t.form.draftBack);
  expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("Who is");
});

test("once it was talked about, the place says so", async () => {
  screen = await aScreen();
  await ask("Who?");
  await screen.phone.sync();
  const entry = screen.store.entries.value[0]?.id ?? "";
  const at = new Date(0).toISOString();
  await comesDown((agreed) => ({ ...agreed, receipts: [{ entry, opened_at: at, talked_at: at }] }));
  screen.open(PLACE);
  await screen.sees(text.askedTalked(dayPlain(TODAY, TODAY)));
});

test("a text that changed since it was read asks to be read again", async () => {
  screen = await aScreen();
  screen.open(PLACE);
  await screen.sees(text.read);
  expect(screen.text).not.toContain(text.readChanged);
  await comesDown((agreed) => {
    const confidentiality = { version: "2", title: "What stays between us", paragraphs: ["New."] };
    return { ...agreed, texts: { ...agreed.texts, confidentiality } };
  });
  screen.close();
  screen.open(PLACE);
  await screen.sees(text.readChanged);
  await screen.press(text.readNow);
  await screen.sees(text.read);
  screen.close();
  screen.open(PLACE);
  await screen.sees(text.read);
});

test("how sessions run is shown once it came down, and can be asked about", async () => {
  screen = await aScreen();
  screen.open(PLACE);
  await screen.stands(text.title);
  expect(screen.has("h2", "How we meet")).toBe(false);
  const sessions = { version: "1", title: "How we meet", paragraphs: ["On Mondays."] };
  await comesDown((agreed) => ({ ...agreed, texts: { ...agreed.texts, sessions } }));
  await screen.sees("On Mondays.");
  expect(screen.find<HTMLAnchorElement>('a[href="/between-us/sessions"]').textContent).toBe(text.ask);
});

test("what the therapist does stands there while the homework runs", async () => {
  screen = await aScreen([
    assignment({ therapist_does: "I ask how it went." }),
    assignment({ id: "2", therapist_does: "Ended by hand.", ended_at: new Date(0).toISOString() }),
    assignment({ id: "3", therapist_does: "Over.", ends_on: plusDays(TODAY, -1) }),
    assignment({ id: "4" }),
  ]);
  screen.open(PLACE);
  await screen.sees("I ask how it went.");
  expect(screen.text).not.toContain("Ended by hand.");
  expect(screen.text).not.toContain("Over.");
  expect(screen.find("#does").textContent).toBe(text.does("Tomas"));
});

test("who covers is named until the last day of it, and not after", async () => {
  screen = await aScreen();
  const cover = (until: string) => (agreed: Agreed) => ({
    ...agreed,
    therapist: { ...agreed.therapist, cover: { name: "Olga Brandt", until } },
  });
  const said = (until: string): string => t.share.covers("Olga Brandt", "Tomas", dayPlain(until, TODAY));
  await comesDown(cover(TODAY));
  screen.open(PLACE);
  await screen.sees(said(TODAY));
  const over = plusDays(TODAY, -1);
  screen.practice.agreedVersion = "3";
  screen.practice.agreed = screen.practice.agreed === null ? null : cover(over)(screen.practice.agreed);
  await screen.phone.sync();
  await screen.stands(text.title);
  expect(screen.text).not.toContain(said(over));
  expect(screen.text).not.toContain(said(TODAY));
});

test("before it was agreed to, nothing can be asked", async () => {
  screen = await aScreen([], false);
  screen.open(PLACE);
  await screen.stands(text.title);
  expect(screen.has("a", text.ask)).toBe(false);
});

test("an address of a text that is not there says so", async () => {
  screen = await aScreen();
  screen.open(`${PLACE}/fees`);
  await screen.stands(t.notFound);
});

test.each([
  [{ text: "sessions", version: "1", words: null }, true],
  [{ text: "fees", version: "9", words: "How much?", more: 1 }, true],
  [{ text: "sessions", version: 1, words: null }, false],
  [{ version: "1", words: null }, false],
  [{ text: "sessions", version: "1", words: 3 }, false],
] as [Body, boolean][])("a body this app can show: %j", (body, fits) => {
  expect(question.check(body)).toBe(fits);
});

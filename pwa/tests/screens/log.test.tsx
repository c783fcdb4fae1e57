// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { aScreen, assignment, type Screen, TODAY } from "./screen.tsx";

const text = t.homework;
const PATH = `/homework/${assignment().id}`;

let screen: Screen;
afterEach(() => {
  screen.close();
});

async function form(path = PATH): Promise<void> {
  screen.open(path);
  await screen.sees(text.question);
}


test("a half-filled form comes back as it was left", async () => {
  screen = await aScreen();
  await form();
  await screen.choose(text.answers.partly);
  await screen.rate(text.difficulty.ask, 0);
  await screen.type("words", "One stop, then I got off.");
  screen.close();
  await form();
  await screen.sees(t.form.draftBack);
  expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("One stop, then I got off.");
  expect(screen.pip(text.difficulty.ask, 0).checked).toBe(true);
  await screen.press(t.form.draftDrop);
  await vi.waitFor(() => {
    expect(screen.find<HTMLTextAreaElement>("#words").value).toBe("");
  });
});

test("without an answer nothing is saved, and the question says so", async () => {
  screen = await aScreen();
  await form();
  await screen.type("words", "Only words.");
  await screen.submit();
  await screen.sees(text.answerFirst);
  expect(screen.logs()).toEqual([]);
});

test("a scale is answered by nobody but the client, and can be cleared", async () => {
  screen = await aScreen();
  await form();
  const first = screen.pip(text.quantity.ask, 0);
  expect(screen.find("fieldset", text.quantity.ask).querySelector(":checked")).toBeNull();
  first.click();
  await screen.sees(t.ofTen(0, "nothing"));
  screen.find("fieldset", text.quantity.ask).querySelector("button")?.click();
  await vi.waitFor(() => {
    expect(first.checked).toBe(false);
  });
});

test("numbers given before \"not this time\" are named before they are left out", async () => {
  screen = await aScreen();
  await form();
  await screen.choose(text.answers.done);
  await screen.rate(text.quantity.ask, 8);
  await screen.sees(t.ofTen(8, "most"));
  await screen.choose(text.answers.not_this_time);
  await screen.sees(text.leftOut(text.rated(text.quantity.name, 8)));
  await screen.choose(text.answers.partly);
  await screen.sees(t.ofTen(8, "most"));
  await screen.choose(text.answers.not_this_time);
  await screen.submit();
  await vi.waitFor(() => {
    expect(screen.logs()).toMatchObject([{ answer: "not_this_time", quantity: null }]);
  });
});

test("numbers of an earlier version stay when the scales are asked no more", async () => {
  screen = await aScreen([assignment({ scales: false })]);
  const { store } = screen.phone;
  const body = { answer: "done", quantity: 7, quality: null, difficulty: null, obstacles: [], steps: [], words: null };
  const { id } = await store.save({
    kind: "homework", subject: assignment().id, share: "before", bring_up: false, local_date: TODAY, body,
  });
  await form(`${PATH}?entry=${id}`);
  await screen.type("words", "It was warm.");
  await screen.submit();
  await vi.waitFor(() => {
    expect(screen.logs()).toMatchObject([{ quantity: 7, words: "It was warm." }]);
  });
});

import { expect, test } from "vitest";
import { en } from "./en.ts";
import { enLater } from "./en_later.ts";

/** Every message, functions filled with plain values. */
function* messages(value: unknown, path: string): Generator<[string, string]> {
  if (typeof value === "string") yield [path, value];
  else if (typeof value === "function") yield [path, String((value as (...args: unknown[]) => unknown)(3, "x"))];
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* messages(inner, `${path}.${key}`);
  }
}

const strings = [...messages({ ...en, ...enLater, myPhone: { ...enLater.myPhone, checkSay: "" } }, "en")];

test("no text calls people or their answers what they are not", () => {
  const never = /\b(patient|user|customer|compliance|task|failed|missed|overdue|streak|score|deleted?)\b/i;
  expect(strings.filter(([, text]) => never.test(text))).toEqual([]);
});

test("sharing never speaks of now, and nothing promises a watcher", () => {
  const sharing = strings.filter(([path]) => path.startsWith("en.share"));
  expect(sharing.length).toBeGreaterThan(10);
  expect(sharing.filter(([, text]) => /\bnow\b/i.test(text))).toEqual([]);
  expect(strings.filter(([, text]) => /watch/i.test(text) && !/nobody watches/i.test(text))).toEqual([]);
});

test("no message is empty, and none shouts", () => {
  expect(strings.filter(([path, text]) => (text === "" && path !== "en.myPhone.checkSay") || text.includes("!"))).toEqual([]);
});

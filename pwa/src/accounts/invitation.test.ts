import { expect, test } from "vitest";
import { later } from "../i18n/later.ts";
import { tidyCode } from "./invitation.ts";
import { phoneLabel } from "./label.ts";

test("a code is read however it was typed", () => {
  expect(tidyCode(" abcd-2345 ")).toBe("ABCD2345");
  expect(tidyCode("ABCD 2345")).toBe("ABCD2345");
});

test("what cannot be a code is not sent", () => {
  expect(tidyCode("ABCD234")).toBeNull();
  expect(tidyCode("ABCD23456")).toBeNull();
  expect(tidyCode("ABCD_345")).toBeNull();
});

test("a phone is called by its make and nothing more", () => {
  expect(phoneLabel("Mozilla/5.0 (Linux; Android 10; SM-G960F) Mobile Safari/537.36")).toBe(later.myPhone.labels.android);
  expect(phoneLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X)")).toBe(later.myPhone.labels.iphone);
  expect(phoneLabel("Mozilla/5.0 (X11; Linux x86_64)")).toBe(later.myPhone.labels.computer);
});

import { describe, expect, test } from "vitest";
import { weakness } from "./weak.ts";

describe("a PIN", () => {
  test.each([
    ["12345", "short"],
    ["abcdef", "letters"],
    ["12 456", "letters"],
    ["111111", "again"],
    ["121212", "again"],
    ["123123", "again"],
    ["20242024", "again"],
    ["123456", "row"],
    ["654321", "row"],
    ["789012", "row"],
    ["210987", "row"],
    ["112233", "known"],
  ])("like %s is refused: %s", (pin, why) => {
    expect(weakness(pin)).toBe(why);
  });

  test.each(["493817", "135791", "123457", "90210438"])("like %s is taken", (pin) => {
    expect(weakness(pin)).toBeNull();
  });
});

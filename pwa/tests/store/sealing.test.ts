import { expect, test, vi } from "vitest";
import { homework, newPhone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

test("a save before the part that seals has come is refused whole, and the next one is kept", async () => {
  const phone = await newPhone(await Practice.open());
  vi.doMock("../../src/store/suite.ts", () => {
    throw new TypeError("Failed to fetch dynamically imported module");
  });
  await expect(phone.store.save(homework("too early"))).rejects.toThrow();
  expect(readable(phone.store)).toEqual([]);
  expect(phone.store.status.value.waiting).toBe(0);
  vi.doUnmock("../../src/store/suite.ts");
  await phone.store.save(homework("in time"));
  expect(readable(phone.store)).toEqual(["in time (waiting)"]);
  phone.store.close();
});

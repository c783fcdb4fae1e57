import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

describe("a restored server", () => {
  test("is offered all it had acknowledged and lost, and nothing twice", async () => {
    await phone.store.save(homework("before the backup"));
    await phone.sync();
    const restore = practice.backup();
    for (const words of ["lost 1", "lost 2", "lost 3"]) await phone.store.save(homework(words));
    await phone.sync();
    await phone.store.save(homework("still waiting"));
    restore();
    await phone.sync();
    expect(practice.words()).toEqual(["before the backup", "lost 1", "lost 2", "lost 3", "still waiting"]);
    expect(phone.store.status.value.allSent).toBe(true);
    await phone.sync();
    expect(practice.rows.length).toBe(5);
  });

  test("loses nothing though another phone was there first and took the numbers; the rule by seq alone would", async () => {
    const restore = practice.backup();
    for (const words of ["lost 1", "lost 2"]) await phone.store.save(homework(words));
    await phone.sync();
    restore();
    const other = await newPhone(practice);
    for (const words of ["new 1", "new 2", "new 3"]) await other.store.save(homework(words));
    await other.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["lost 1", "lost 2", "new 1", "new 2", "new 3"]);
    other.store.close();
  });

  test("gets back what only another phone still holds of a phone that is gone", async () => {
    const restore = practice.backup();
    await phone.store.save(homework("from the lost phone"));
    await phone.sync();
    const other = await newPhone(practice);
    await other.sync();
    restore();
    await other.sync();
    expect(practice.words()).toEqual(["from the lost phone"]);
    expect(readable(other.store)).toEqual(["from the lost phone (sent)"]);
    other.store.close();
  });
});

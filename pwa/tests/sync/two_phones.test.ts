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

describe("two phones of one client", () => {
  async function otherPhone(): Promise<Phone> {
    return newPhone(practice);
  }

  test("what one wrote comes to the other", async () => {
    const other = await otherPhone();
    await other.store.save(homework("from the tablet"));
    await other.sync();
    await phone.sync();
    expect(readable(phone.store)).toEqual(["from the tablet (sent)"]);
    expect(phone.store.entries.value[0]?.device).toBe(other.device);
    other.store.close();
  });

  test("both changed one entry: the later says its own again, both are shown on both, and it ends", async () => {
    const { id } = await phone.store.save(homework("start"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await phone.store.save(homework("phone", { id }));
    await other.sync();
    await phone.sync();
    await other.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["phone", "phone", "start", "tablet"]);
    expect(readable(phone.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    expect(readable(other.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    const before = practice.rows.length;
    await phone.sync();
    await other.sync();
    expect(practice.rows.length).toBe(before);
    other.store.close();
  });

  test("a conflict heard of only by a lost reply is found when the other's words come down", async () => {
    const { id } = await phone.store.save(homework("start"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await other.sync();
    await phone.store.save(homework("phone", { id }));
    practice.faults = ["lost"];
    await expect(phone.sync()).rejects.toThrow();
    await phone.sync();
    expect(practice.rows.at(-1)).toMatchObject({ revision: 3, body: { words: "phone" } });
    expect(readable(phone.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    other.store.close();
  });

  test("a server that finds a conflict in everything is not answered for ever", async () => {
    await phone.store.save(homework("mine"));
    const { api } = phone;
    const real = api.sync;
    let rounds = 0;
    api.sync = async (request) => {
      rounds += 1;
      const reply = await real(request);
      return { ...reply, results: reply.results.map((result) => ({ ...result, outcome: "conflict" })) };
    };
    await phone.sync();
    expect(rounds).toBeLessThan(10);
    expect(phone.store.status.value.allSent).toBe(false);
    expect(new Set(practice.words())).toEqual(new Set(["mine"]));
  });

  test("a withdrawal on one phone hides the entry on the other", async () => {
    const { id } = await phone.store.save(homework("gone"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    expect(readable(other.store)).toEqual(["gone (sent)"]);
    await phone.store.withdraw(id);
    await phone.sync();
    await other.sync();
    expect(readable(other.store)).toEqual([]);
    other.store.close();
  });
});

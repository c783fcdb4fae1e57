import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SharedStore } from "../../src/store/types.ts";
import { itemsOf, rowsOf, spoil } from "../disk.ts";
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

const revisions = async (id: string): Promise<number[]> =>
  (await rowsOf(practice.client, id)).map((row) => row.revision);

/** What the practice still has the words of. */
const legible = (): number[] => practice.rows.filter((row) => row.body !== null).map((row) => row.revision);

async function reopened(): Promise<SharedStore> {
  phone.store.close();
  return phone.again();
}

describe("after a withdrawal", () => {
  test("only the withdrawal lies on this phone, and the words never leave it if they had not", async () => {
    const { id } = await phone.store.save(homework("first"));
    await phone.store.save(homework("second", { id }));
    await phone.store.withdraw(id);
    expect(await revisions(id)).toEqual([3]);
    expect((await itemsOf(practice.client)).map((item) => item.revision)).toEqual([3]);
    expect(phone.store.status.value).toMatchObject({ waiting: 1, allSent: false });
    await phone.sync();
    expect(practice.rows.map(({ revision, withdrawn }) => [revision, withdrawn])).toEqual([[3, true]]);
    expect(phone.store.status.value).toMatchObject({ waiting: 0, allSent: true });
  });

  test("words that were sent lie neither here nor at the practice, after a restart too", async () => {
    const { id } = await phone.store.save(homework("first"));
    await phone.sync();
    await phone.store.withdraw(id);
    await phone.sync();
    expect(await revisions(id)).toEqual([2]);
    expect(legible()).toEqual([]);
    const store = await reopened();
    expect(readable(store)).toEqual([]);
    expect(store.status.value.allSent).toBe(true);
    store.close();
  });

  test("words on their way meanwhile settle nothing wrong, and the practice ends without them", async () => {
    const { id } = await phone.store.save(homework("on its way"));
    const { api } = phone;
    const real = api.sync;
    let first = true;
    api.sync = async (request) => {
      const reply = await real(request);
      if (first) await phone.store.withdraw(id);
      first = false;
      return reply;
    };
    await phone.sync();
    expect(practice.rows.map((row) => row.revision)).toEqual([1, 2]);
    expect(legible()).toEqual([]);
    expect(await revisions(id)).toEqual([2]);
    expect(phone.store.status.value.allSent).toBe(true);
  });

  test.each([
    ["that it sends first is not said again", true],
    ["that it had not sent yet never leaves it", false],
  ])("another phone of the client keeps none of the words; a change %s", async (_, sends) => {
    const { id } = await phone.store.save(homework("shared"));
    await phone.sync();
    const other = await newPhone(practice);
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await phone.hold();
    await phone.store.save(homework("phone", { id }));
    await phone.store.withdraw(id);
    await phone.sync();
    await other.hold();
    const real = other.api.sync;
    if (!sends) other.api.sync = (request) => real({ ...request, entries: [] });
    await other.sync();
    expect(await revisions(id)).toEqual([3]);
    expect(await itemsOf(practice.client)).toEqual([]);
    expect(readable(other.store)).toEqual([]);
    expect(other.store.status.value.waiting).toBe(0);
    expect(legible()).toEqual([]);
    other.store.close();
  });

  test("a server restored to the day before brings the words back neither here nor there", async () => {
    const { id } = await phone.store.save(homework("taken back"));
    await phone.sync();
    const restore = practice.backup();
    await phone.store.withdraw(id);
    await phone.sync();
    restore();
    expect(legible()).toEqual([1]);
    await phone.sync();
    expect(await revisions(id)).toEqual([2]);
    expect(legible()).toEqual([]);
    expect(phone.store.status.value.allSent).toBe(true);
  });

  test("the entry can be written anew", async () => {
    const { id } = await phone.store.save(homework("first"));
    await phone.store.withdraw(id);
    await phone.store.save(homework("after all", { id }));
    await phone.sync();
    expect(readable(phone.store)).toEqual(["after all (sent)"]);
    expect(await revisions(id)).toEqual([2, 3]);
  });

  test("another tab shows nothing of it either", async () => {
    const tab = await phone.again();
    const { id } = await phone.store.save(homework("seen"));
    await expect.poll(() => readable(tab)).toEqual(["seen (waiting)"]);
    await phone.store.withdraw(id);
    await expect.poll(() => readable(tab)).toEqual([]);
    expect(tab.status.value.waiting).toBe(1);
    tab.close();
  });
});

describe("withdrawing what was refused", () => {
  test("leaves nothing to mend, though the server refuses the withdrawal too", async () => {
    practice.refusals.set("homework", { code: "day_ahead", reason: "That day is still ahead." });
    const { id } = await phone.store.save(homework("tomorrow"));
    await phone.sync();
    expect(phone.store.status.value).toMatchObject({ refused: 1, allSent: false });
    await phone.store.withdraw(id);
    await phone.sync();
    expect(phone.store.status.value).toMatchObject({ refused: 0, waiting: 0, allSent: true });
    const store = await reopened();
    expect(store.status.value).toMatchObject({ refused: 0, allSent: true });
    expect(readable(store)).toEqual([]);
    store.close();
  });

  test("names the day the server took, or it would keep what it took", async () => {
    const { id } = await phone.store.save(homework("good day"));
    await phone.sync();
    practice.refusals.set("homework", { code: "day_ahead", reason: "That day is still ahead." });
    await phone.store.save(homework("bad day", { id, local_date: "2036-01-01" }));
    await phone.sync();
    practice.refusals.clear();
    await phone.store.withdraw(id);
    await phone.sync();
    expect(practice.rows.at(-1)).toMatchObject({ revision: 3, withdrawn: true, local_date: "2026-11-23" });
    expect(legible()).toEqual([]);
  });
});

test("an entry nobody knows, or that does not open at all, cannot be withdrawn, and the error says so", async () => {
  await expect(phone.store.withdraw("nobody")).rejects.toMatchObject({ name: "UnknownEntry" });
  const { id } = await phone.store.save(homework("spoilt"));
  await spoil(practice.client, id);
  await expect(phone.store.withdraw(id)).rejects.toMatchObject({ name: "UnknownEntry" });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { uuid7 } from "../../src/entry/uuid.ts";
import { itemsOf, onDisk } from "../disk.ts";
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
  vi.restoreAllMocks();
});

/** Does `act` while the next entry is being sealed. */
function whileSealing(act: () => Promise<unknown>): void {
  const real = crypto.subtle.encrypt.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "encrypt").mockImplementationOnce(async (...args) => {
    await act();
    return real(...args);
  });
}

/** This phone's second revision of an entry, which the practice found in conflict; the outbox says so. */
async function inConflict(): Promise<[id: string, other: Phone]> {
  const { id } = await phone.store.save(homework("start"));
  await phone.sync();
  const other = await newPhone(practice);
  await other.sync();
  await other.store.save(homework("tablet", { id }));
  await other.sync();
  await phone.hold();
  await phone.store.save(homework("phone", { id }));
  const { api } = phone;
  const real = api.sync;
  api.sync = async (request) => {
    const reply = await real(request);
    return request.entries.length > 0 ? reply : Promise.reject(new Error("offline"));
  };
  const mend = vi.spyOn(phone.store.queue, "mend").mockResolvedValue();
  await phone.sync().catch(() => undefined);
  mend.mockRestore();
  api.sync = real;
  return [id, other];
}

describe("a conflict that is about to be answered", () => {
  test("waits for the next round where the entry is changed meanwhile: the change answers it", async () => {
    const [id, other] = await inConflict();
    expect(await itemsOf(practice.client)).toMatchObject([{ id, revision: 2, code: "conflict" }]);
    whileSealing(() => phone.store.save(homework("changed meanwhile", { id })));
    await phone.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["changed meanwhile", "phone", "start", "tablet"]);
    expect(phone.store.status.value.allSent).toBe(true);
    other.store.close();
  });

  test("is not sent by the worker, who cannot seal", async () => {
    const [, other] = await inConflict();
    expect(await phone.store.queue.due(100, 250_000)).toEqual([]);
    other.store.close();
  });

  test("or a key that has changed rests where the words are gone", async () => {
    await phone.store.save(homework("gone"));
    await onDisk(practice.client, async (db) => {
      for (const item of await db.getAll("outbox")) await db.put("outbox", { ...item, code: "sealed" });
      await db.clear("entries");
    });
    await phone.sync();
    expect(practice.words()).toEqual([]);
    expect(await itemsOf(practice.client)).toMatchObject([{ rest_until: expect.any(String) as string }]);
  });

  test("is none where the words are gone", async () => {
    const [, other] = await inConflict();
    await onDisk(practice.client, (db) => db.clear("entries"));
    await phone.sync();
    expect(await itemsOf(practice.client)).toEqual([]);
    other.store.close();
  });
});

test("an entry taken back while it is sealed to a new key stays taken back", async () => {
  const { id } = await phone.store.save(homework("secret"));
  await practice.newKey(true);
  const { api } = phone;
  const real = api.device;
  api.device = async () => {
    const reply = await real();
    whileSealing(() => phone.store.withdraw(id));
    return reply;
  };
  await phone.sync();
  expect(practice.rows.map(({ revision, withdrawn }) => [revision, withdrawn])).toEqual([[2, true]]);
  expect(phone.store.status.value.allSent).toBe(true);
});

describe("after a restore", () => {
  test("one that is taken back while it is offered is not offered", async () => {
    const { id } = await phone.store.save(homework("secret"));
    await phone.sync();
    practice.rows = [];
    practice.backup()();
    let first = true;
    const { api } = phone;
    const real = api.sync;
    api.sync = async (request) => {
      const reply = await real(request);
      if (request.epoch === practice.epoch && first) {
        first = false;
        whileSealing(() => phone.store.withdraw(id));
      }
      return reply;
    };
    await phone.sync();
    expect(practice.rows.map(({ revision, withdrawn }) => [revision, withdrawn])).toEqual([[2, true]]);
  });

  test("both sides of a conflict are offered, one after the other, since they share a number", async () => {
    const { id } = await phone.store.save(homework("start"));
    await phone.sync();
    const other = await newPhone(practice);
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await other.sync();
    await phone.hold();
    await phone.store.save(homework("phone", { id }));
    await phone.sync();
    practice.rows = [];
    practice.backup()();
    await phone.sync();
    expect(new Set(practice.words())).toEqual(new Set(["start", "tablet", "phone"]));
    expect(readable(phone.store)).toContain("phone (sent)");
    expect(phone.store.status.value.allSent).toBe(true);
    other.store.close();
  });

  test("what is lost is found behind pages of what is not", async () => {
    await phone.store.save(homework("lost"));
    await phone.sync();
    const [row] = await onDisk(practice.client, (db) => db.getAll("entries"));
    if (!row) throw new Error("none");
    await onDisk(practice.client, async (db) => {
      const tx = db.transaction("entries", "readwrite");
      for (let n = 0; n < 310; n += 1) await tx.store.put({ ...row, id: uuid7(n), epoch: "after first" });
      await tx.done;
    });
    practice.rows = [];
    practice.backup()();
    await phone.sync();
    expect(practice.words()).toEqual(["lost"]);
  });
});

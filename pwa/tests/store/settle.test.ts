import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { SyncReply, SyncResult } from "../../src/api/wire.ts";
import { uuid7 } from "../../src/entry/uuid.ts";
import type { SavedEntry } from "../../src/store/types.ts";
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

const stored = ({ id, revision }: { id: string; revision: number }): SyncResult => ({ id, revision, outcome: "stored" });

function reply(results: SyncResult[], change: Partial<SyncReply> = {}): SyncReply {
  const said = { epoch: "first", server_time: "2026-11-23T12:00:00.000Z", agreed_version: null, agreed: null };
  return { ...said, results, entries: [], cursor: 0, more: false, ...change };
}

async function saved(count: number): Promise<SavedEntry[]> {
  const all: SavedEntry[] = [];
  for (let n = 0; n < count; n += 1) all.push(await phone.store.save(homework(String(n))));
  return all.sort((one, other) => (one.id < other.id ? -1 : 1));
}

describe("what the server said of a batch", () => {
  test("is taken over in few steps: a request for each key is what makes thousands slow", async () => {
    const all = await saved(40);
    const single = [vi.spyOn(IDBObjectStore.prototype, "get"), vi.spyOn(IDBObjectStore.prototype, "delete")];
    await phone.store.queue.settle(reply(all.map(stored)), 0);
    expect(single.map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
    expect(await itemsOf(practice.client)).toEqual([]);
    expect(phone.store.status.value).toMatchObject({ waiting: 0, allSent: true });
  });

  test.each([
    ["few others", 4],
    ["years of others", 30],
  ])("touches none of the %s that lie between", async (_, between) => {
    const all = await saved(between + 2);
    const [first, last] = [all[0], all.at(-1)];
    if (!first || !last) throw new Error("none");
    await phone.store.queue.settle(reply([stored(last), stored(first)]), 0);
    expect((await itemsOf(practice.client)).length).toBe(between);
    expect(phone.store.status.value.waiting).toBe(between);
    const states = phone.store.entries.value.filter((entry) => entry.state === "sent").map((entry) => entry.id);
    expect(states.sort()).toEqual([first.id, last.id]);
  });

  test("counts once where it is said twice, and not at all of what nobody sent", async () => {
    const [entry] = await saved(1);
    if (!entry) throw new Error("none");
    const strange = { id: uuid7(0), revision: 1, outcome: "stored" as const };
    await phone.store.queue.settle(reply([strange, stored(entry), { ...stored(entry), outcome: "refused" }]), 0);
    expect(readable(phone.store)).toEqual(["0 (sent)"]);
    expect(phone.store.status.value).toMatchObject({ waiting: 0, refused: 0 });
  });

  test("may say no more than that it is refused", async () => {
    const [entry] = await saved(1);
    if (!entry) throw new Error("none");
    await phone.store.queue.settle(reply([{ ...stored(entry), outcome: "refused" }]), 0);
    expect(phone.store.entries.value[0]).toMatchObject({ state: "refused", code: null, reason: null });
  });
});

describe("an item without a readable copy", () => {
  const loseCopies = (): Promise<void> => onDisk(practice.client, (db) => db.clear("entries"));

  test("leaves the outbox when it is stored", async () => {
    await saved(2);
    await loseCopies();
    await phone.sync();
    expect(practice.words()).toEqual(["0", "1"]);
    expect(await itemsOf(practice.client)).toEqual([]);
  });

  test("that is refused rests: it is all there is, and nobody could mend what is gone", async () => {
    practice.refusals.set("homework", { code: "day_ahead", reason: "That day is still ahead." });
    await saved(1);
    await loseCopies();
    await phone.sync();
    expect(await itemsOf(practice.client)).toMatchObject([{ tries: 1, rest_until: expect.any(String) as string }]);
  });

  test("that the server cannot open rests too", async () => {
    await saved(1);
    await loseCopies();
    practice.unseal = () => Promise.reject(new Error("no such key"));
    await phone.sync();
    expect((await itemsOf(practice.client)).length).toBe(1);
  });
});

describe("where the phone stands", () => {
  const cursor = async (): Promise<number> => (await phone.store.queue.head()).cursor;

  test("moves on with a reply that goes on from there, and with no other", async () => {
    await phone.store.queue.settle(reply([], { cursor: 7 }), 0);
    expect(await cursor()).toBe(7);
    // Asked for before this phone began anew, or another tab was faster.
    await phone.store.queue.settle(reply([], { cursor: 3 }), 0);
    expect(await cursor()).toBe(7);
    await phone.store.queue.settle(reply([], { cursor: null }), 7);
    expect(await cursor()).toBe(7);
  });

  test("is not the hour where the server's time cannot be read", async () => {
    const { skewMs } = phone.store.status.value;
    await phone.store.queue.settle(reply([], { server_time: "soon" }), 0);
    expect(phone.store.status.value.skewMs).toBe(skewMs);
  });

  test("lost by the memory itself is a closed one: nothing is settled without it", async () => {
    const [entry] = await saved(1);
    if (!entry) throw new Error("none");
    await onDisk(practice.client, (db) => db.clear("meta"));
    await expect(phone.store.queue.head()).rejects.toMatchObject({ name: "StoreClosed" });
    await expect(phone.store.queue.settle(reply([stored(entry)]), 0)).rejects.toMatchObject({ name: "StoreClosed" });
    expect((await itemsOf(practice.client)).length).toBe(1);
  });
});

describe("what waits", () => {
  test("is found behind more than a page of items that rest", async () => {
    const [first] = await saved(1);
    const [item] = await itemsOf(practice.client);
    if (!first || !item) throw new Error("none");
    const rest_until = new Date(Date.now() + 3_600_000).toISOString();
    await onDisk(practice.client, async (db) => {
      const tx = db.transaction("outbox", "readwrite");
      for (let n = 0; n < 130; n += 1) await tx.store.put({ ...item, id: uuid7(n), rest_until });
      await tx.done;
    });
    expect((await phone.store.queue.due(100, 250_000)).map(({ id }) => id)).toEqual([first.id]);
  });

  test("that has left meanwhile needs no rest", async () => {
    await phone.store.queue.rest({ id: "gone", revision: 1, key: "", sealed: "" });
    expect(await itemsOf(practice.client)).toEqual([]);
  });
});

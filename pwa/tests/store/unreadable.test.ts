import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SharedStore } from "../../src/store/types.ts";
import { exchange } from "../../src/sync/round.ts";
import { itemsOf, onDisk, spoil } from "../disk.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;
let store: SharedStore;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  ({ store } = phone);
});

afterEach(() => {
  store.close();
});

/** A restart of the app, after the copies of these revisions of `id` were damaged. */
async function afterDamage(id: string, revisions: number[] = [1]): Promise<void> {
  store.close();
  await spoil(practice.client, id, revisions);
  store = await phone.again();
}

const sync = (): Promise<void> => exchange(store.queue, phone.api, async () => store.adopt(await phone.api.device()));

describe("an entry whose copy does not open", () => {
  test("is counted; skipped without a word it would look as if it had never been", async () => {
    const { id } = await store.save(homework("kept"));
    await store.save(homework("other"));
    await afterDamage(id);
    expect(readable(store)).toEqual(["other (waiting)"]);
    expect(store.status.value).toMatchObject({ unreadable: 1, waiting: 2, allSent: false });
  });

  test("comes back from the server that has it, and counts no more", async () => {
    const { id } = await store.save(homework("kept"));
    await store.save(homework("other"));
    await sync();
    await afterDamage(id);
    expect(store.status.value.unreadable).toBe(1);
    await sync();
    expect(readable(store)).toEqual(["other (sent)", "kept (sent)"]);
    expect(store.status.value).toMatchObject({ unreadable: 0, allSent: true });
    expect(practice.rows.length).toBe(2);
    await afterDamage(id, []);
    expect(readable(store)).toEqual(["other (sent)", "kept (sent)"]);
  });

  test("that waits goes out, for the outbox needs no readable copy, and then comes back", async () => {
    const { id } = await store.save(homework("kept"));
    await afterDamage(id);
    await sync();
    expect(practice.words()).toEqual(["kept"]);
    expect(store.status.value).toMatchObject({ unreadable: 1, allSent: true });
    await sync();
    expect(readable(store)).toEqual(["kept (sent)"]);
    expect(store.status.value.unreadable).toBe(0);
  });

  test("is asked for once, not for ever, where the server has lost it", async () => {
    const { id } = await store.save(homework("kept"));
    await sync();
    practice.rows = [];
    await afterDamage(id);
    practice.requests = [];
    for (let n = 0; n < 3; n += 1) await sync();
    expect(practice.requests.map((request) => request.cursor)).toEqual([0, 1, 1]);
    await afterDamage(id, []);
    await sync();
    expect(practice.requests.at(-1)?.cursor).toBe(1);
    expect(store.status.value.unreadable).toBe(1);
  });

  test("asks for itself as soon as it is found, without waiting for the next save", async () => {
    const { id } = await store.save(homework("kept"));
    await sync();
    await spoil(practice.client, id);
    let queued = 0;
    store.queue.onQueued(() => (queued += 1));
    const tab = await phone.again();
    tab.queue.onQueued(() => (queued += 1));
    await exchange(tab.queue, phone.api, () => Promise.resolve());
    expect(tab.status.value.unreadable).toBe(0);
    tab.close();
  });

  test("hides what stands below it: that may be what the client took back", async () => {
    const { id } = await store.save(homework("old"));
    await store.save(homework("new", { id }));
    await afterDamage(id, [2]);
    expect(readable(store)).toEqual([]);
    expect(store.status.value.unreadable).toBe(1);
  });

  test("counts nothing where a later revision opens", async () => {
    const { id } = await store.save(homework("old"));
    await store.save(homework("new", { id }));
    await afterDamage(id, [1]);
    expect(readable(store)).toEqual(["new (waiting)"]);
    expect(store.status.value.unreadable).toBe(0);
  });
});

describe("sync is not held up by a copy that does not open", () => {
  test("in conflict with another phone's", async () => {
    const { id } = await store.save(homework("start"));
    await sync();
    const other = await newPhone(practice);
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await other.sync();
    await phone.hold();
    await store.save(homework("phone", { id }));
    await afterDamage(id, [2]);
    await store.save(homework("later"));
    await sync();
    await sync();
    expect(practice.words()).toEqual(["later", "phone", "start", "tablet"]);
    expect(store.status.value).toMatchObject({ unreadable: 0, allSent: true });
    expect(readable(store).sort()).toEqual(["later (sent)", "phone (conflict)", "tablet (sent)"]);
    other.store.close();
  });

  test("that the server cannot open either: it rests, and goes when the server finds its key", async () => {
    const { id } = await store.save(homework("stuck"));
    const unseal = practice.unseal.bind(practice);
    practice.unseal = () => Promise.reject(new Error("no such key"));
    await afterDamage(id);
    await sync();
    expect(store.status.value).toMatchObject({ waiting: 1, unreadable: 1 });
    practice.unseal = unseal;
    await onDisk(practice.client, async (db) => {
      for (const item of await db.getAll("outbox")) await db.put("outbox", { ...item, rest_until: null });
    });
    await sync();
    expect(practice.words()).toEqual(["stuck"]);
    expect(await itemsOf(practice.client)).toEqual([]);
  });

  test("after a restore: what it does not open cannot be offered, the others are", async () => {
    const { id } = await store.save(homework("spoilt"));
    await store.save(homework("whole"));
    await sync();
    const restore = practice.backup();
    practice.rows = [];
    const empty = practice.backup();
    restore();
    empty();
    await afterDamage(id);
    await sync();
    expect(practice.words()).toEqual(["whole"]);
    expect(store.status.value).toMatchObject({ unreadable: 1, waiting: 0 });
  });
});

describe("what else lies on the phone and does not open", () => {
  const damage = (name: "agreed" | "settings" | "drafts", key: string): Promise<void> =>
    onDisk(practice.client, async (db) => {
      const sealed = await db.get(name, key);
      if (!sealed) throw new Error("nothing there");
      sealed[20] = (sealed[20] ?? 0) ^ 1;
      await db.put(name, sealed, key);
    });

  test("what was agreed is asked for again, once", async () => {
    practice.agreedVersion = "7";
    practice.agreed = { therapist: { name: "Tomas" } } as never;
    await sync();
    store.close();
    await damage("agreed", "agreed");
    store = await phone.again();
    expect(store.agreed.value).toBeNull();
    await sync();
    expect(store.agreed.value?.therapist.name).toBe("Tomas");
    await sync();
    expect(practice.requests.slice(-2).map((request) => request.agreed_version)).toEqual([null, "7"]);
  });

  test("a setting counts as never chosen, and keeps the app from nothing", async () => {
    await store.keepSetting("share", "when_we_meet");
    await store.keepSetting("other", 1);
    store.close();
    await damage("settings", "share");
    store = await phone.again();
    expect([store.setting("share"), store.setting("other")]).toEqual([undefined, 1]);
  });

  test("a draft says so to whoever asks for it, and can be written over", async () => {
    await store.keepDraft("log", { words: "half" });
    await damage("drafts", "log");
    await expect(store.draft("log")).rejects.toThrow();
    await store.keepDraft("log", { words: "anew" });
    expect(await store.draft("log")).toEqual({ words: "anew" });
  });
});

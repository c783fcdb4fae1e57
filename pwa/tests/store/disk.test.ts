import { forceCloseDatabase, IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Disk } from "../../src/store/disk.ts";
import { nameFor } from "../../src/store/open.ts";
import { layoutOf } from "../../src/store/schema.ts";
import { startSync } from "../../src/sync/start.ts";
import { onDisk } from "../disk.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;
let used: { mock: { contexts: unknown[] } };

beforeEach(async () => {
  used = vi.spyOn(IDBDatabase.prototype, "transaction");
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
  vi.restoreAllMocks();
});

/** The browser takes all connections away, as after a fault of its own. */
function loseConnections(): void {
  const mine = nameFor(practice.client);
  const open = new Set(used.mock.contexts.filter((db) => (db as IDBDatabase).name === mine));
  for (const db of open) forceCloseDatabase(db as never);
}

describe("a connection that the browser took away", () => {
  test("is made anew at the next use; shown as wiped it would frighten for nothing", async () => {
    await phone.store.save(homework("before"));
    loseConnections();
    expect(phone.store.closed.value).toBeNull();
    await phone.store.save(homework("after"));
    await phone.sync();
    expect(practice.words()).toEqual(["after", "before"]);
    loseConnections();
    await phone.store.keepDraft("log", { words: "half" });
    expect(await phone.store.draft("log")).toEqual({ words: "half" });
    expect(readable(phone.store)).toEqual(["after (sent)", "before (sent)"]);
  });

  test("takes a save with it whole or not at all, and sync goes on", async () => {
    const stop = startSync(phone.store, phone.api, { random: () => 0 });
    await expect.poll(() => phone.store.status.value.reachable).toBe(true);
    const save = phone.store.save(homework("cut"));
    loseConnections();
    const kept = await save.then(
      () => true,
      () => false,
    );
    await phone.store.save(homework("after"));
    await expect.poll(() => practice.words(), { timeout: 4000 }).toEqual(kept ? ["after", "cut"] : ["after"]);
    stop();
  });

  test("and all that lay there with it, as when a person clears the site's data, is the end", async () => {
    await phone.store.save(homework("gone"));
    loseConnections();
    globalThis.indexedDB = new IDBFactory();
    await expect(phone.store.save(homework("late"))).rejects.toMatchObject({ name: "StoreClosed" });
    expect(phone.store.closed.value).toBe("gone");
    await expect(phone.store.save(homework("later"))).rejects.toMatchObject({ name: "StoreClosed" });
  });

  test("that cannot be made at once is tried for again", async () => {
    await phone.store.save(homework("before"));
    loseConnections();
    const open = vi.spyOn(IDBFactory.prototype, "open").mockImplementationOnce(() => {
      throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
    });
    await expect(phone.store.save(homework("too soon"))).rejects.toMatchObject({ name: "UnknownError" });
    open.mockRestore();
    await phone.store.save(homework("after"));
    expect(readable(phone.store)).toEqual(["after (waiting)", "before (waiting)"]);
  });
});

test("closing while the connection is made, or cannot be made, is no fault", async () => {
  const disk = await Disk.open(layoutOf(practice.client), () => undefined);
  await disk.use((db) => db.count("entries"));
  loseConnections();
  const making = disk.use((db) => db.count("entries")).catch(() => "closed");
  disk.close();
  await making;
  await expect(disk.use((db) => db.count("entries"))).rejects.toMatchObject({ name: "StoreClosed" });
  expect(await onDisk(practice.client, (db) => Promise.resolve(db.name))).toBe(nameFor(practice.client));
});

test("a phone without room settles what went up; sent over and over for want of room it would never end", async () => {
  await phone.store.save(homework("up"));
  practice.agreedVersion = "7";
  practice.agreed = { therapist: { name: "Tomas" } } as never;
  const real = Reflect.get(IDBObjectStore.prototype, "put") as (value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === "agreed") throw new DOMException("full", "QuotaExceededError");
    return real.apply(this, args);
  });
  await expect(phone.sync()).rejects.toMatchObject({ name: "StorageFull" });
  expect(phone.store.status.value).toMatchObject({ waiting: 0, allSent: true });
  expect(readable(phone.store)).toEqual(["up (sent)"]);
});

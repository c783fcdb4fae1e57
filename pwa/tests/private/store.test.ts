import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PrivateDraft } from "../../src/entry/entry.ts";
import { WORDS_MAX } from "../../src/entry/envelope.ts";
import { privateMigrations } from "../../src/private/schema.ts";
import { openPrivate } from "../../src/private/store.ts";
import type { PrivateStore } from "../../src/private/types.ts";
import { privateNameFor } from "../../src/store/open.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice, wordsOf } from "../practice.ts";

const MARKER = "zephyrine morning";

let practice: Practice;
let phone: Phone;
let mine: PrivateStore;

const open = (): Promise<PrivateStore> => openPrivate(practice.client, phone.store.dataKey);
const draft = (words: string): PrivateDraft => ({ kind: "homework", subject: null, local_date: "2026-11-23", body: { answer: "done", words } });
const words = (store = mine): string[] => store.entries.value.map(({ body }) => wordsOf(body));

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  mine = await open();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  mine.close();
});

/** The raw database, beside the app's own connection. */
async function onDisk<T>(work: (rows: { id: string; sealed: Uint8Array }[], put: (row: unknown) => Promise<unknown>) => T): Promise<T> {
  const db = await openDB(privateNameFor(practice.client));
  try {
    return await work(await db.getAll("entries") as never, (row) => db.put("entries", row));
  } finally {
    db.close();
  }
}

describe("what is only here", () => {
  test("is on the disk when it is said to be kept, and comes back after a restart", async () => {
    const saved = await mine.save("a1", draft(MARKER));
    expect(saved).toMatchObject({ id: "a1", revision: 1, share: "only_here", state: "only_here", bring_up: false });
    mine.close();
    mine = await open();
    expect(mine.entries.value).toEqual([saved]);
  });

  test("is sealed: nothing of it but its id lies on the disk", async () => {
    await mine.save("a1", draft(MARKER));
    await onDisk((rows) => {
      expect(rows.map((row) => Object.keys(row).sort())).toEqual([["id", "sealed"]]);
      expect(Buffer.from(rows[0]?.sealed ?? []).includes("zephyrine")).toBe(false);
    });
  });

  test("lies in no database that sync opens", async () => {
    await mine.save("a1", draft(MARKER));
    await phone.sync();
    expect(phone.store.entries.value).toEqual([]);
    expect(await phone.store.queue.due(100, 250_000)).toEqual([]);
    expect(practice.rows).toEqual([]);
  });

  test("is changed in place: the words before are gone, and the newest entry stands first", async () => {
    await mine.save("a1", draft("first"));
    await mine.save("a2", draft("second"));
    expect((await mine.save("a1", draft("changed"))).revision).toBe(2);
    expect(words()).toEqual(["second", "changed"]);
    await onDisk((rows) => {
      expect(rows.length).toBe(2);
    });
  });

  test("is taken away for good", async () => {
    await mine.save("a1", draft(MARKER));
    await mine.remove("a1");
    expect([await mine.has("a1"), words()]).toEqual([false, []]);
    await onDisk((rows) => {
      expect(rows).toEqual([]);
    });
  });

  test("is no longer than what could be shared later", async () => {
    await expect(mine.save("a1", draft("a".repeat(WORDS_MAX + 1)))).rejects.toMatchObject({ name: "TooLong" });
    expect(await mine.has("a1")).toBe(false);
  });

  test("a full phone keeps nothing of it, and says so", async () => {
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(mine.save("a1", draft(MARKER))).rejects.toMatchObject({ name: "StorageFull" });
    expect(words()).toEqual([]);
  });

  test("one that does not open is counted, stays where it is, and hides no other", async () => {
    await mine.save("a1", draft("first"));
    await mine.save("a2", draft("second"));
    await onDisk(async ([row], put) => {
      await put({ ...row, sealed: new Uint8Array(40) });
    });
    mine.close();
    mine = await open();
    expect([words(), mine.unreadable.value, await mine.has("a1")]).toEqual([["second"], 1, true]);
    await mine.save("a1", draft("again"));
    expect([words(), mine.unreadable.value]).toEqual([["second", "again"], 0]);
  });

  test("a row copied to another place does not open there", async () => {
    await mine.save("a1", draft(MARKER));
    await onDisk(async ([row], put) => {
      await put({ ...row, id: "a2" });
    });
    mine.close();
    mine = await open();
    expect([words(), mine.unreadable.value]).toEqual([[MARKER], 1]);
  });

  test("of hundreds the newest stand at once; the older follow, none over what changed meanwhile", async () => {
    const all = Array.from({ length: 130 }, (_, n) => ({
      ...draft(`n${String(n)}`), id: `a${String(n).padStart(3, "0")}`, revision: 1, recorded_at: "2026-11-23T10:00:00.000Z", zone: "Europe/London",
    }));
    expect(await mine.addMissing(all)).toEqual({ added: 130, gone: 0 });
    mine.close();
    // The opening of the older is held up until two of them have changed.
    let opened = 0;
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((done) => (goOn = done));
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, "decrypt").mockImplementation(async (...args) => {
      opened += 1;
      if (opened > 100 && opened <= 130) await gate;
      return decrypt(...args);
    });
    mine = await open();
    expect(words().length).toBe(100);
    await Promise.all([mine.save("a000", draft("changed")), mine.remove("a001")]);
    goOn();
    await vi.waitFor(() => {
      expect(mine.complete.value).toBe(true);
    });
    expect([words().length, words().slice(-2)]).toEqual([129, ["n2", "changed"]]);
  });

  test("added twice is there once, and what is here stays", async () => {
    const one = { ...draft("from the file"), id: "a1", revision: 1, recorded_at: "2026-11-23T10:00:00.000Z", zone: "Europe/London" };
    await mine.save("a1", draft("mine"));
    expect(await mine.addMissing([one, { ...one, id: "a2" }])).toEqual({ added: 1, gone: 0 });
    expect(await mine.addMissing([one, { ...one, id: "a2" }])).toEqual({ added: 0, gone: 0 });
    expect(words()).toEqual(["from the file", "mine"]);
  });

  test("what was shared or taken away since is not added again, and nothing but its id was kept for that", async () => {
    const one = { ...draft(MARKER), id: "a1", revision: 1, recorded_at: "2026-11-23T10:00:00.000Z", zone: "Europe/London" };
    const all = ["a1", "a2", "a3", "a4"].map((id) => ({ ...one, id }));
    await mine.addMissing(all.slice(0, 3));
    const to = await mine.leave("a1");
    await mine.go("a1");
    await mine.remove("a2");
    mine.close();
    mine = await open();
    expect(await mine.addMissing(all)).toEqual({ added: 1, gone: 2 });
    expect(mine.entries.value.map(({ id }) => id)).toEqual(["a4", "a3"]);
    const db = await openDB(privateNameFor(practice.client));
    expect(await db.getAll("gone")).toEqual([{ id: "a1", to }, { id: "a2" }]);
    db.close();
  });

  test("of the first version's memory is all there in the next", async () => {
    await mine.save("a1", draft(MARKER));
    const [row] = await onDisk((rows) => Promise.resolve(rows));
    mine.close();
    await deleteDB(privateNameFor(practice.client));
    const old = await openDB(privateNameFor(practice.client), 1, { upgrade: (db) => privateMigrations[0]?.(db as never, undefined as never) });
    await old.put("entries", row);
    old.close();
    mine = await open();
    expect(words()).toEqual([MARKER]);
  });
});

describe("a move", () => {
  test("is shown on neither side while it is under way", async () => {
    await mine.come("a1", draft(MARKER));
    expect([words(), await mine.has("a1")]).toEqual([[], true]);
    await mine.stay("a1");
    expect(words()).toEqual([MARKER]);
    await mine.leave("a1");
    expect(words()).toEqual([]);
    await mine.stay("a1");
    expect(words()).toEqual([MARKER]);
  });

  test("asked for again goes to the same place, so that two tabs share one entry", async () => {
    await mine.save("a1", draft(MARKER));
    expect(await mine.leave("a1")).toBe(await mine.leave("a1"));
  });

  test("that has arrived takes the entry from here", async () => {
    await mine.save("a1", draft(MARKER));
    await mine.leave("a1");
    await mine.go("a1");
    expect(await mine.has("a1")).toBe(false);
  });

  test("takes nothing that was written anew meanwhile", async () => {
    await mine.save("a1", draft("before"));
    await mine.leave("a1");
    await mine.save("a1", draft("in another tab"));
    await mine.go("a1");
    expect(words()).toEqual(["in another tab"]);
  });

  test("of an entry that is not here is none", async () => {
    await expect(mine.leave("a1")).rejects.toMatchObject({ name: "UnknownEntry" });
    await mine.stay("a1");
    await mine.go("a1");
    expect(await mine.has("a1")).toBe(false);
  });

  test("cut short is known at the next start", async () => {
    await mine.come("a1", draft("coming"));
    await mine.save("a2", draft("leaving"));
    const to = await mine.leave("a2");
    mine.close();
    mine = await open();
    expect(mine.unfinished).toEqual(["a2", "a1"]);
    expect([await mine.move("a2"), await mine.move("a1")]).toEqual([{ to }, { to: null }]);
    expect(words()).toEqual([]);
    await mine.stay("a1");
    expect([await mine.move("a1"), await mine.move("nowhere")]).toEqual([null, null]);
  });
});

describe("two tabs", () => {
  test("hear of each other's changes", async () => {
    const tab = await open();
    await mine.save("a1", draft(MARKER));
    await vi.waitFor(() => {
      expect(words(tab)).toEqual([MARKER]);
    });
    await tab.remove("a1");
    await vi.waitFor(() => {
      expect(words()).toEqual([]);
    });
    tab.close();
  });

  test("without a channel each stands alone, and both are on the disk", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const tab = await open();
    await mine.save("a1", draft("one"));
    await tab.save("a2", draft("two"));
    tab.close();
    mine.close();
    mine = await open();
    expect(words()).toEqual(["two", "one"]);
  });

  test("one that lost its database hears in vain, and fails at nothing", async () => {
    const tab = await open();
    tab.close();
    const heard = await open();
    vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(() => {
      throw new DOMException("lost", "UnknownError");
    });
    await expect(mine.save("a1", draft(MARKER))).rejects.toMatchObject({ name: "UnknownError" });
    expect(words(heard)).toEqual([]);
    heard.close();
  });
});

describe("closing", () => {
  test("forgets what was open, and what comes late is not shown", async () => {
    await mine.save("a1", draft(MARKER));
    const late = mine.save("a2", draft("late"));
    mine.clear();
    await late;
    expect(mine.entries.value).toEqual([]);
  });

  test("while the older are being opened shows none of them", async () => {
    const all = Array.from({ length: 101 }, (_, n) => ({
      ...draft(MARKER), id: `a${String(n).padStart(3, "0")}`, revision: 1, recorded_at: "2026-11-23T10:00:00.000Z", zone: "Europe/London",
    }));
    await mine.addMissing(all);
    mine.close();
    mine = await open();
    mine.clear();
    await vi.waitFor(() => {
      expect(mine.complete.value).toBe(true);
    });
    expect(mine.entries.value).toEqual([]);
  });

  test("a connection that the browser takes away is made anew", async () => {
    await mine.save("a1", draft("before"));
    const real = Reflect.get(IDBDatabase.prototype, "transaction") as (...args: unknown[]) => IDBTransaction;
    let lost = true;
    vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...args) {
      if (!lost) return real.apply(this, args);
      lost = false;
      throw new DOMException("lost", "InvalidStateError");
    });
    await mine.save("a2", draft("after"));
    expect(words()).toEqual(["after", "before"]);
  });

  test("for a deletion is for good", async () => {
    await phone.store.destroy();
    await vi.waitFor(() => {
      expect(mine.closed.value).toBe("gone");
    });
    await expect(mine.save("a1", draft(MARKER))).rejects.toMatchObject({ name: "StoreClosed" });
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).toEqual(["throughline"]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { NewEntry } from "../../src/entry/entry.ts";
import { openPrivate } from "../../src/private/store.ts";
import type { PrivateStore } from "../../src/private/types.ts";
import type { SharedStore, Store } from "../../src/store/types.ts";
import { exchange } from "../../src/sync/round.ts";
import { openMemory, together } from "../../src/together.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice, wordsOf } from "../practice.ts";

let practice: Practice;
let phone: Phone;
let mine: PrivateStore;
let store: Store;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  mine = await openPrivate(practice.client, phone.store.dataKey);
  store = together(phone.store, mine);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  store.close();
});

const here = (words: string, change: Partial<NewEntry> = {}): NewEntry => ({ ...homework(words), share: "only_here", ...change });

/** As when the phone kills the app and it is opened again: what a killed app locked is free. */
async function again(): Promise<Store> {
  vi.restoreAllMocks();
  vi.stubGlobal("navigator", { locks: someLocks() });
  store.close();
  store = await openMemory(practice.client);
  await vi.waitFor(() => {
    expect(store.complete.value).toBe(true);
  });
  return store;
}

/** What the server holds in the end. */
async function stored(): Promise<string[]> {
  await exchanged();
  const newest = new Map(practice.rows.map((row) => [row.id, row]));
  return [...newest.values()].map(({ body }) => (body === null ? "withdrawn" : wordsOf(body)));
}

async function exchanged(): Promise<void> {
  await exchange(store.shared.queue, phone.api, () => Promise.resolve());
}

/** The locks of one life of the app. */
function someLocks(): Pick<LockManager, "request"> {
  let last: Promise<unknown> = Promise.resolve();
  const request = (_name: string, work: () => Promise<unknown>): Promise<unknown> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return { request } as Pick<LockManager, "request">;
}

const never = (): Promise<never> => new Promise(() => undefined);
const full = (): Promise<never> => Promise.reject(new DOMException("full", "QuotaExceededError"));

describe("one memory", () => {
  test("shows what is shared and what is only here as one list, newest first", async () => {
    await store.save(homework("one", { id: "a1" }));
    await mine.save("a2", here("two"));
    await store.save(homework("three", { id: "a3" }));
    expect(readable(store)).toEqual(["three (waiting)", "two (only_here)", "one (waiting)"]);
  });

  test("keeps each entry where its author wants it", async () => {
    await store.save(here("mine"));
    await store.save(homework("ours"));
    expect([mine.entries.value.length, phone.store.entries.value.length]).toEqual([1, 1]);
    expect(await stored()).toEqual(["ours"]);
  });

  test("shows both where another phone brought back what this one took for itself", async () => {
    await mine.save("a1", here("mine"));
    await phone.store.save(homework("from the other phone", { id: "a1" }));
    expect(readable(store)).toEqual(["from the other phone (waiting)", "mine (only_here)"]);
  });

  test("changes an entry where it is", async () => {
    const { id } = await store.save(here("mine"));
    expect(await store.save(here("changed", { id }))).toMatchObject({ id, revision: 2 });
    expect(readable(store)).toEqual(["changed (only_here)"]);
  });

  test("takes an entry back from where it is", async () => {
    const one = await store.save(here("mine"));
    const two = await store.save(homework("ours"));
    await store.withdraw(one.id);
    await store.withdraw(two.id);
    expect([readable(store), await stored()]).toEqual([[], ["withdrawn"]]);
  });

  test("hands on drafts and settings", async () => {
    await store.keepDraft("form", { words: "half" });
    expect(await store.draft("form")).toEqual({ words: "half" });
    await store.dropDraft("form");
    expect(await store.draft("form")).toBeNull();
    await store.keepSetting("share", "only_here");
    expect(store.setting("share")).toBe("only_here");
  });

  test("is wiped whole, and forgets what it showed", async () => {
    await store.save(here("mine"));
    await store.save(homework("ours"));
    await store.destroy();
    expect([readable(store), store.closed.value]).toEqual([[], "gone"]);
    await vi.waitFor(async () => {
      expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["throughline"]);
    });
  });

  test("is closed when one half of it is", () => {
    const { closed } = mine as unknown as { closed: { value: string | null } };
    closed.value = "newer_tab";
    expect(store.closed.value).toBe("newer_tab");
  });

  test("that cannot be opened whole holds nothing open", async () => {
    const open = vi.spyOn(indexedDB, "open");
    const real = open.getMockImplementation() ?? IDBFactory.prototype.open.bind(indexedDB);
    open.mockImplementation((name, version) => {
      if (name.includes("private")) throw new DOMException("no", "UnknownError");
      return real(name, version);
    });
    await expect(openMemory(practice.client)).rejects.toMatchObject({ name: "UnknownError" });
    vi.restoreAllMocks();
    store.close();
    // Nothing holds it: the deletion is not blocked.
    await new Promise((done, fail) => {
      const asked = indexedDB.deleteDatabase(`throughline-${practice.client}`);
      asked.onsuccess = done;
      asked.onblocked = fail;
    });
  });
});

describe("from shared to only here", () => {
  test("what was sent is withdrawn, and stays here under its id", async () => {
    const { id } = await store.save(homework("between us"));
    await exchanged();
    expect(await store.save(here("between us", { id }))).toMatchObject({ id, state: "only_here" });
    expect([readable(store), await stored()]).toEqual([["between us (only_here)"], ["withdrawn"]]);
  });

  test("what was not sent yet never is", async () => {
    const { id } = await store.save(homework("between us"));
    await store.save(here("between us", { id }));
    await exchanged();
    expect(practice.rows.map(({ body }) => body)).toEqual([null]);
  });

  test("killed before the withdrawal, it is in both; the next start ends the move", async () => {
    const { id } = await store.save(homework("between us"));
    vi.spyOn(phone.store, "withdraw").mockImplementation(never);
    void store.save(here("between us, changed", { id }));
    await vi.waitFor(async () => {
      expect(await mine.has(id)).toBe(true);
    });
    expect(readable(store)).toEqual(["between us (waiting)"]);
    await again();
    expect([readable(store), await stored()]).toEqual([["between us, changed (only_here)"], ["withdrawn"]]);
  });

  test("killed after the withdrawal, the copy is there", async () => {
    const { id } = await store.save(homework("between us"));
    vi.spyOn(mine, "stay").mockImplementation(never);
    void store.save(here("between us", { id }));
    await vi.waitFor(() => {
      expect(phone.store.entries.value).toEqual([]);
    });
    // What stands on the screen stays until the entry has arrived.
    expect(readable(store)).toEqual(["between us (waiting)"]);
    await again();
    expect([readable(store), await stored()]).toEqual([["between us (only_here)"], ["withdrawn"]]);
  });

  test("where it cannot be withdrawn nothing has changed", async () => {
    const { id } = await store.save(homework("between us"));
    vi.spyOn(phone.store, "withdraw").mockImplementation(full);
    await expect(store.save(here("between us", { id }))).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect([readable(store), await mine.has(id)]).toEqual([["between us (waiting)"], false]);
  });

  test("where the next start cannot end the move, it shows as what it still is: shared", async () => {
    const { id } = await store.save(homework("between us"));
    await mine.come(id, here("between us"));
    store.close();
    const put = Reflect.get(IDBObjectStore.prototype, "put") as (...args: unknown[]) => IDBRequest<IDBValidKey>;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, args);
    });
    store = await openMemory(practice.client);
    expect(readable(store)).toEqual(["between us (waiting)"]);
    await again();
    expect(readable(store)).toEqual(["between us (only_here)"]);
  });

  test("of an entry that went from what is shared meanwhile, the next start has nothing to withdraw", async () => {
    await mine.come("a1", here("mine"));
    await again();
    expect([readable(store), await stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("from a form that was open in another tab, of an entry this phone knows nowhere, it is kept here", async () => {
    expect(await store.save(here("late", { id: "a1" }))).toMatchObject({ id: "a1" });
    expect([readable(store), await stored()]).toEqual([["late (only_here)"], []]);
  });
});

describe("from only here to shared", () => {
  test("it is a new entry, and nothing of it stays behind", async () => {
    const { id } = await store.save(here("mine"));
    const saved = await store.save(homework("ours now", { id }));
    expect(saved.id).not.toBe(id);
    expect([readable(store), await mine.has(id), await stored()]).toEqual([["ours now (waiting)"], false, ["ours now"]]);
  });

  test("killed before it was saved it is still only here", async () => {
    const { id } = await store.save(here("mine"));
    vi.spyOn(phone.store, "save").mockImplementation(never);
    void store.save(homework("ours now", { id }));
    await vi.waitFor(() => {
      expect(mine.entries.value).toEqual([]);
    });
    expect(readable(store)).toEqual(["mine (only_here)"]);
    await again();
    expect([readable(store), await stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("killed after it was saved it is shared, once", async () => {
    const { id } = await store.save(here("mine"));
    vi.spyOn(mine, "go").mockImplementation(never);
    void store.save(homework("ours now", { id }));
    await vi.waitFor(() => {
      expect(phone.store.entries.value.length).toBe(1);
    });
    await again();
    expect([readable(store), await stored()]).toEqual([["ours now (waiting)"], ["ours now"]]);
  });

  test("where it cannot be saved nothing has changed", async () => {
    const { id } = await store.save(here("mine"));
    vi.spyOn(phone.store, "save").mockImplementation(full);
    await expect(store.save(homework("ours now", { id }))).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect([readable(store), await stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("where the copy here cannot go it is saved all the same, shown once, and gone after the next start", async () => {
    const { id } = await store.save(here("mine"));
    vi.spyOn(mine, "go").mockImplementation(full);
    await store.save(homework("ours now", { id }));
    expect([readable(store), await mine.has(id)]).toEqual([["ours now (waiting)"], true]);
    await again();
    expect([readable(store), await stored()]).toEqual([["ours now (waiting)"], ["ours now"]]);
  });

  test("saved in two tabs at once it is one entry", async () => {
    const { id } = await store.save(here("mine"));
    const tab = await openMemory(practice.client);
    await Promise.all([store.save(homework("in one tab", { id })), tab.save(homework("in the other", { id }))]);
    expect((await stored()).length).toBe(1);
    expect(await mine.has(id)).toBe(false);
    tab.close();
  });
});

describe("two tabs", () => {
  /** Holds a move of this tab up until the returned function is called. */
  function heldUp(verb: "save" | "withdraw"): () => void {
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((done) => (goOn = done));
    const real = phone.store[verb].bind(phone.store) as (of: never) => Promise<never>;
    vi.spyOn(phone.store, verb).mockImplementation(async (of: unknown) => {
      await gate;
      return real(of as never);
    });
    return goOn;
  }

  const apart = (): Promise<unknown> => new Promise((done) => setTimeout(done, 50));

  test("one opened while an entry is being shared leaves that to the other: it is shared, once", async () => {
    const { id } = await store.save(here("mine"));
    const goOn = heldUp("save");
    const sharing = store.save(homework("ours now", { id }));
    await vi.waitFor(async () => {
      expect(await mine.move(id)).not.toBeNull();
    });
    const opening = openMemory(practice.client);
    await apart();
    goOn();
    await sharing;
    const tab = await opening;
    expect([readable(tab), await mine.has(id), await stored()]).toEqual([["ours now (waiting)"], false, ["ours now"]]);
    tab.close();
  });

  test("one opened while an entry fails to be taken back does not withdraw it", async () => {
    const { id } = await store.save(homework("ours"));
    let fail: () => void = () => undefined;
    vi.spyOn(phone.store, "withdraw").mockReturnValue(new Promise((_, no) => (fail = () => { no(new Error("full")); })));
    const taking = store.save(here("mine", { id }));
    await vi.waitFor(async () => {
      expect(await mine.move(id)).not.toBeNull();
    });
    const opening = openMemory(practice.client);
    await apart();
    fail();
    await expect(taking).rejects.toThrow("full");
    const tab = await opening;
    expect(readable(tab)).toEqual(["ours (waiting)"]);
    tab.close();
  });

  test("a form that is still open on the id of before changes, and takes back, what was shared", async () => {
    const { id } = await store.save(here("mine"));
    const { id: to } = await store.save(homework("ours", { id }));
    expect(await store.save(homework("changed", { id }))).toMatchObject({ id: to });
    expect(readable(store)).toEqual(["changed (waiting)"]);
    await store.withdraw(id);
    expect([readable(store), await stored()]).toEqual([[], ["withdrawn"]]);
  });

  test("one shares what the other takes back for itself: it is in one place", async () => {
    const { id } = await store.save(homework("ours"));
    const tab = await openMemory(practice.client);
    await Promise.all([store.save(here("mine", { id })), tab.save(here("mine too", { id }))]);
    expect([await stored(), mine.entries.value.length]).toEqual([["withdrawn"], 1]);
    tab.close();
  });
});

test("a shared store takes no entry that is only here: the compiler refuses", () => {
  const share = (into: SharedStore): unknown =>
    // @ts-expect-error Its reach is not one of the wire's.
    into.save(here("mine"));
  expect(share).toBeTypeOf("function");
});

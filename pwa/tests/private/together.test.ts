import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PrivateStore } from "../../src/private/types.ts";
import type { SharedStore, Store } from "../../src/store/types.ts";
import { openMemory } from "../../src/together.ts";
import { homework, type Phone, readable } from "../phone.ts";
import type { Practice } from "../practice.ts";
import { full, here, Life, never } from "./life.ts";

let life: Life;
let practice: Practice;
let phone: Phone;
let mine: PrivateStore;

beforeEach(async () => {
  life = await Life.begin();
  ({ practice, phone, mine } = life);
});
afterEach(() => {
  life.end();
});

describe("one memory", () => {
  test("shows what is shared and what is only here as one list, newest first", async () => {
    await life.store.save(homework("one", { id: "a1" }));
    await mine.save("a2", here("two"));
    await life.store.save(homework("three", { id: "a3" }));
    expect(readable(life.store)).toEqual(["three (waiting)", "two (only_here)", "one (waiting)"]);
  });

  test("keeps each entry where its author wants it", async () => {
    await life.store.save(here("mine"));
    await life.store.save(homework("ours"));
    expect([mine.entries.value.length, phone.store.entries.value.length]).toEqual([1, 1]);
    expect(await life.stored()).toEqual(["ours"]);
  });

  test("shows both where another phone brought back what this one took for itself", async () => {
    await mine.save("a1", here("mine"));
    await phone.store.save(homework("from the other phone", { id: "a1" }));
    expect(readable(life.store)).toEqual(["from the other phone (waiting)", "mine (only_here)"]);
  });

  test("changes an entry where it is", async () => {
    const { id } = await life.store.save(here("mine"));
    expect(await life.store.save(here("changed", { id }))).toMatchObject({ id, revision: 2 });
    expect(readable(life.store)).toEqual(["changed (only_here)"]);
  });

  test("takes an entry back from where it is", async () => {
    const one = await life.store.save(here("mine"));
    const two = await life.store.save(homework("ours"));
    await life.store.withdraw(one.id);
    await life.store.withdraw(two.id);
    expect([readable(life.store), await life.stored()]).toEqual([[], ["withdrawn"]]);
  });

  test("hands on drafts and settings", async () => {
    await life.store.keepDraft("form", { words: "half" });
    expect(await life.store.draft("form")).toEqual({ words: "half" });
    await life.store.dropDraft("form");
    expect(await life.store.draft("form")).toBeNull();
    await life.store.keepSetting("share", "only_here");
    expect(life.store.setting("share")).toBe("only_here");
  });

  test("is wiped whole, and forgets what it showed", async () => {
    await life.store.save(here("mine"));
    await life.store.save(homework("ours"));
    await life.store.destroy();
    expect([readable(life.store), life.store.closed.value]).toEqual([[], "gone"]);
    await vi.waitFor(async () => {
      expect((await indexedDB.databases()).map(({ name }) => name)).toEqual(["throughline"]);
    });
  });

  test("is closed when one half of it is", () => {
    const { closed } = mine as unknown as { closed: { value: string | null } };
    closed.value = "newer_tab";
    expect(life.store.closed.value).toBe("newer_tab");
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
    life.store.close();
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
    const { id } = await life.store.save(homework("between us"));
    await life.exchanged();
    expect(await life.store.save(here("between us", { id }))).toMatchObject({ id, state: "only_here" });
    expect([readable(life.store), await life.stored()]).toEqual([["between us (only_here)"], ["withdrawn"]]);
  });

  test("what was not sent yet never is", async () => {
    const { id } = await life.store.save(homework("between us"));
    await life.store.save(here("between us", { id }));
    await life.exchanged();
    expect(practice.rows.map(({ body }) => body)).toEqual([null]);
  });

  test("killed before the withdrawal, it is in both; the next start ends the move", async () => {
    const { id } = await life.store.save(homework("between us"));
    vi.spyOn(phone.store, "withdraw").mockImplementation(never);
    void life.store.save(here("between us, changed", { id }));
    await vi.waitFor(async () => {
      expect(await mine.has(id)).toBe(true);
    });
    expect(readable(life.store)).toEqual(["between us (waiting)"]);
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["between us, changed (only_here)"], ["withdrawn"]]);
  });

  test("killed after the withdrawal, the copy is there", async () => {
    const { id } = await life.store.save(homework("between us"));
    vi.spyOn(mine, "stay").mockImplementation(never);
    void life.store.save(here("between us", { id }));
    await vi.waitFor(() => {
      expect(phone.store.entries.value).toEqual([]);
    });
    // What stands on the screen stays until the entry has arrived.
    expect(readable(life.store)).toEqual(["between us (waiting)"]);
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["between us (only_here)"], ["withdrawn"]]);
  });

  test("where it cannot be withdrawn nothing has changed", async () => {
    const { id } = await life.store.save(homework("between us"));
    vi.spyOn(phone.store, "withdraw").mockImplementation(full);
    await expect(life.store.save(here("between us", { id }))).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect([readable(life.store), await mine.has(id)]).toEqual([["between us (waiting)"], false]);
  });

  test("where the next start cannot end the move, it shows as what it still is: shared", async () => {
    const { id } = await life.store.save(homework("between us"));
    await mine.come(id, here("between us"));
    life.store.close();
    const put = Reflect.get(IDBObjectStore.prototype, "put") as (...args: unknown[]) => IDBRequest<IDBValidKey>;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...args) {
      if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, args);
    });
    life.store = await openMemory(practice.client);
    expect(readable(life.store)).toEqual(["between us (waiting)"]);
    await life.again();
    expect(readable(life.store)).toEqual(["between us (only_here)"]);
  });

  test("of an entry that went from what is shared meanwhile, the next start has nothing to withdraw", async () => {
    await mine.come("a1", here("mine"));
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("from a form that was open in another tab, of an entry this phone knows nowhere, it is kept here", async () => {
    expect(await life.store.save(here("late", { id: "a1" }))).toMatchObject({ id: "a1" });
    expect([readable(life.store), await life.stored()]).toEqual([["late (only_here)"], []]);
  });
});

describe("from only here to shared", () => {
  test("it is a new entry, and nothing of it stays behind", async () => {
    const { id } = await life.store.save(here("mine"));
    const saved = await life.store.save(homework("ours now", { id }));
    expect(saved.id).not.toBe(id);
    expect([readable(life.store), await mine.has(id), await life.stored()]).toEqual([["ours now (waiting)"], false, ["ours now"]]);
  });

  test("killed before it was saved it is still only here", async () => {
    const { id } = await life.store.save(here("mine"));
    vi.spyOn(phone.store, "save").mockImplementation(never);
    void life.store.save(homework("ours now", { id }));
    await vi.waitFor(() => {
      expect(mine.entries.value).toEqual([]);
    });
    expect(readable(life.store)).toEqual(["mine (only_here)"]);
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("killed after it was saved it is shared, once", async () => {
    const { id } = await life.store.save(here("mine"));
    vi.spyOn(mine, "go").mockImplementation(never);
    void life.store.save(homework("ours now", { id }));
    await vi.waitFor(() => {
      expect(phone.store.entries.value.length).toBe(1);
    });
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["ours now (waiting)"], ["ours now"]]);
  });

  test("where it cannot be saved nothing has changed", async () => {
    const { id } = await life.store.save(here("mine"));
    vi.spyOn(phone.store, "save").mockImplementation(full);
    await expect(life.store.save(homework("ours now", { id }))).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect([readable(life.store), await life.stored()]).toEqual([["mine (only_here)"], []]);
  });

  test("where the copy here cannot go it is saved all the same, shown once, and gone after the next start", async () => {
    const { id } = await life.store.save(here("mine"));
    vi.spyOn(mine, "go").mockImplementation(full);
    await life.store.save(homework("ours now", { id }));
    expect([readable(life.store), await mine.has(id)]).toEqual([["ours now (waiting)"], true]);
    await life.again();
    expect([readable(life.store), await life.stored()]).toEqual([["ours now (waiting)"], ["ours now"]]);
  });

  test("saved in two tabs at once it is one entry", async () => {
    const { id } = await life.store.save(here("mine"));
    const tab = await openMemory(practice.client);
    await Promise.all([life.store.save(homework("in one tab", { id })), tab.save(homework("in the other", { id }))]);
    expect((await life.stored()).length).toBe(1);
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

  /** The other tab stands at the lock. */
  async function waits(): Promise<void> {
    await vi.waitFor(() => {
      expect(life.asked).toBe(2);
    });
  }

  test("one opened while an entry is being shared leaves that to the other: it is shared, once", async () => {
    const { id } = await life.store.save(here("mine"));
    const goOn = heldUp("save");
    const sharing = life.store.save(homework("ours now", { id }));
    await vi.waitFor(async () => {
      expect(await mine.move(id)).not.toBeNull();
    });
    const opening = openMemory(practice.client);
    await waits();
    goOn();
    await sharing;
    const tab = await opening;
    await vi.waitFor(() => {
      expect(readable(tab)).toEqual(["ours now (waiting)"]);
    });
    expect([await mine.has(id), await life.stored()]).toEqual([false, ["ours now"]]);
    tab.close();
  });

  test("one opened while an entry fails to be taken back does not withdraw it", async () => {
    const { id } = await life.store.save(homework("ours"));
    let fail: () => void = () => undefined;
    vi.spyOn(phone.store, "withdraw").mockReturnValue(new Promise((_, no) => (fail = () => { no(new Error("full")); })));
    const taking = life.store.save(here("mine", { id }));
    await vi.waitFor(async () => {
      expect(await mine.move(id)).not.toBeNull();
    });
    const opening = openMemory(practice.client);
    await waits();
    fail();
    await expect(taking).rejects.toThrow("full");
    const tab = await opening;
    expect(readable(tab)).toEqual(["ours (waiting)"]);
    tab.close();
  });

  test("a form that is still open on the id of before changes, and takes back, what was shared", async () => {
    const { id } = await life.store.save(here("mine"));
    const { id: to } = await life.store.save(homework("ours", { id }));
    expect(await life.store.save(homework("changed", { id }))).toMatchObject({ id: to });
    expect(readable(life.store)).toEqual(["changed (waiting)"]);
    await life.store.withdraw(id);
    expect([readable(life.store), await life.stored()]).toEqual([[], ["withdrawn"]]);
  });

  test.each<[string, (tab: Store, id: string) => Promise<unknown>, string[], string[]]>([
    ["takes it away", (tab, id) => tab.withdraw(id), [], ["withdrawn"]],
    ["changes it for itself", (tab, id) => tab.save(here("changed", { id })), ["changed (only_here)"], ["withdrawn"]],
  ])("one shares an entry while the other %s: it is in one place", async (_, act, shown, stored) => {
    const { id } = await life.store.save(here("mine"));
    const tab = await openMemory(practice.client);
    const goOn = heldUp("save");
    const sharing = life.store.save(homework("ours now", { id }));
    await vi.waitFor(async () => {
      expect(await mine.move(id)).not.toBeNull();
    });
    const acting = act(tab, id);
    await waits();
    goOn();
    await Promise.all([sharing, acting]);
    await vi.waitFor(() => {
      expect([readable(tab), readable(life.store)]).toEqual([shown, shown]);
    });
    expect(await life.stored()).toEqual(stored);
    tab.close();
  });

  test("one shares what the other takes back for itself: it is in one place", async () => {
    const { id } = await life.store.save(homework("ours"));
    const tab = await openMemory(practice.client);
    await Promise.all([life.store.save(here("mine", { id })), tab.save(here("mine too", { id }))]);
    expect([await life.stored(), mine.entries.value.length]).toEqual([["withdrawn"], 1]);
    tab.close();
  });
});

test("a shared store takes no entry that is only here: the compiler refuses", () => {
  const share = (into: SharedStore): unknown =>
    // @ts-expect-error Its reach is not one of the wire's.
    into.save(here("mine"));
  expect(share).toBeTypeOf("function");
});

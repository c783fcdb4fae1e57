import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { unlock } from "../../src/store/pin.ts";
import { openStore } from "../../src/store/store.ts";
import type { NewEntry, Store } from "../../src/store/types.ts";
import { openMemory } from "../../src/together.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";
import { hurry, OTHER, PIN } from "../store/locking.ts";

let practice: Practice;
let phone: Phone;
let store: Store;
const opened: Pick<Store, "close">[] = [];

hurry();

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  store = await phone.whole();
  opened.push(store);
});

afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  vi.restoreAllMocks();
});

const mine = (words: string): NewEntry => ({ ...homework(words), share: "only_here" });

async function tab(pin = PIN): Promise<Store> {
  const one = await openMemory(practice.client, await unlock(practice.client, pin));
  opened.push(one);
  return one;
}

describe("a lock", () => {
  test("is over what is shared and over what is only here", async () => {
    await store.save(homework("shared"));
    await store.save(mine("only here"));
    expect(store.lock.on.value).toBe(false);
    await store.lock.setPin(PIN);
    expect(store.lock.on.value).toBe(true);
    await expect(openMemory(practice.client)).rejects.toMatchObject({ name: "Locked" });
    expect(readable(await tab()).sort()).toEqual(["only here (only_here)", "shared (waiting)"]);
  });

  test("is changed and taken away, and every tab hears whether there is one", async () => {
    const other = await phone.again();
    opened.push(other);
    await store.lock.setPin(PIN);
    await expect.poll(() => other.lock.on.value).toBe(true);
    await store.lock.changePin(PIN, OTHER);
    expect((await tab(OTHER)).lock.on.value).toBe(true);
    await store.lock.removePin(OTHER);
    await expect.poll(() => other.lock.on.value).toBe(false);
    (await openStore(practice.client)).close();
  });

  test("forgets all that is open, in every tab, and no tab shows it again", async () => {
    await store.save(homework("shared"));
    await store.save(mine("only here"));
    await store.keepSetting("share", "before");
    await phone.sync();
    await store.lock.setPin(PIN);
    const other = await tab();
    store.lock.now();
    for (const one of [store, other]) {
      await expect.poll(() => one.closed.value).toBe("locked");
      expect(one.entries.value).toEqual([]);
      expect(one.agreed.value).toBeNull();
      expect(one.setting("share")).toBeUndefined();
    }
  });

  test("lets what is on its way arrive first: a draft typed last, an entry being saved; neither is shown any more", async () => {
    await store.lock.setPin(PIN);
    const saving = store.save(homework("pressed at the last moment"));
    const typing = store.keepDraft("homework", { words: "typed" });
    store.lock.now();
    await store.settled();
    store.close();
    await Promise.all([saving, typing]);
    expect(store.entries.value).toEqual([]);
    const again = await tab();
    expect(readable(again)).toEqual(["pressed at the last moment (waiting)"]);
    expect(await again.draft("homework")).toEqual({ words: "typed" });
  });

  test("waits also for what fails", async () => {
    const failing = store.save({ ...homework("x"), body: { words: "x".repeat(100_000) } });
    await store.settled();
    await expect(failing).rejects.toMatchObject({ name: "TooLong" });
  });
});

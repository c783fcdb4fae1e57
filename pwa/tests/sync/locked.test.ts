import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownClient } from "../../src/store/control.ts";
import { unlock } from "../../src/store/pin.ts";
import { openStore } from "../../src/store/store.ts";
import { keepSending, type LockedNews } from "../../src/sync/locked.ts";
import { exchange } from "../../src/sync/round.ts";
import { openWorkerStore } from "../../src/store/worker_store.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";
import { hurry, PIN } from "../store/locking.ts";

let practice: Practice;
let phone: Phone;
let end: () => void = () => undefined;
const heard: string[] = [];
const news: LockedNews = { gone: () => heard.push("gone"), unlocked: () => heard.push("unlocked") };

hurry();

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  await phone.store.save(homework("written before"));
  await phone.store.lock.setPin(PIN);
  heard.length = 0;
});

afterEach(() => {
  end();
  vi.unstubAllGlobals();
  phone.store.close();
});

/** The app, locked. */
function locked(): void {
  phone.store.lock.now();
  phone.store.close();
  end = keepSending(practice.client, phone.api, news);
}

async function unlocked(): Promise<string[]> {
  const store = await openStore(practice.client, await unlock(practice.client, PIN));
  await store.queue.mend();
  const words = readable(store);
  store.close();
  return words;
}

describe("while it is locked", () => {
  test("what waits is sent, nothing is fetched, and it stands as sent after the unlock", async () => {
    locked();
    await expect.poll(() => practice.words()).toEqual(["written before"]);
    expect(practice.requests.map(({ cursor }) => cursor)).toEqual([null]);
    await expect.poll(unlocked).toEqual(["written before (sent)"]);
  });

  test("what the worker writes is sent, and is readable here after the unlock and a sync: none is skipped", async () => {
    locked();
    await expect.poll(() => practice.words()).toEqual(["written before"]);
    const worker = await openWorkerStore();
    const body = { words: "pressed" };
    await worker?.write({ kind: "homework", subject: null, share: "before", bring_up: false, local_date: "2026-11-23", body });
    worker?.close();
    end();
    end = keepSending(practice.client, phone.api, news);
    await expect.poll(() => practice.words()).toEqual(["pressed", "written before"]);
    expect(await unlocked()).toEqual(["written before (sent)"]);
    const store = await openStore(practice.client, await unlock(practice.client, PIN));
    await exchange(store.queue, phone.api, () => Promise.resolve());
    expect(readable(store)).toEqual(["pressed (sent)", "written before (sent)"]);
    store.close();
  });

  test("a wipe order is heard, also where nothing waits, and destroys all", async () => {
    await phone.sync();
    practice.unwelcome = { status: 401, code: "wipe" };
    locked();
    await expect.poll(() => heard).toContain("gone");
    await expect.poll(() => practice.wiped).toEqual([phone.device]);
    expect(await knownClient()).toBeNull();
  });

  test("without a network it waits, and is tried again when the app comes to sight", async () => {
    const listeners: (() => void)[] = [];
    vi.stubGlobal("document", { addEventListener: (_: string, act: () => void) => listeners.push(act), removeEventListener: () => undefined, visibilityState: "visible" });
    vi.stubGlobal("window", { addEventListener: () => undefined, removeEventListener: () => undefined });
    practice.faults = ["offline"];
    locked();
    await expect.poll(() => practice.faults).toEqual([]);
    expect(practice.words()).toEqual([]);
    for (const act of listeners) act();
    await expect.poll(() => practice.words()).toEqual(["written before"]);
  });

  test("a lock that is taken away in another tab is no lock here, and a phone that is wiped there is wiped", async () => {
    phone.store.lock.now();
    end = keepSending(practice.client, phone.api, news);
    await phone.store.lock.removePin(PIN);
    await expect.poll(() => heard).toEqual(["unlocked"]);
    await phone.store.destroy();
    await expect.poll(() => heard).toContain("gone");
  });

  test("a wipe that ends after the page was left tells nobody", async () => {
    practice.unwelcome = { status: 401, code: "wipe" };
    locked();
    end();
    await expect.poll(() => practice.wiped).toEqual([phone.device]);
    expect(heard).toEqual([]);
  });
});

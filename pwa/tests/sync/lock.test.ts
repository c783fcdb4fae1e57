import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import type { SharedStore } from "../../src/store/types.ts";
import { alone } from "../../src/sync/lock.ts";
import { onDisk } from "../disk.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const MINUTE = 60_000;
let practice: Practice;
let phone: Phone;
let tab: SharedStore;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  tab = await phone.again();
  vi.stubGlobal("navigator", {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  phone.store.close();
  tab.close();
});

describe("where the browser has no locks", () => {
  test("two tabs sync one after the other; without a lease both would at once", async () => {
    let now = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 30));
      now -= 1;
    };
    const { client } = phone.store;
    await Promise.all([alone(`sync-${client}`, phone.store.queue.lease, work), alone(`sync-${client}`, tab.queue.lease, work)]);
    expect(most).toBe(1);
  });

  test("a lease is given back, also after a failure", async () => {
    const { client, queue } = phone.store;
    await expect(alone(`sync-${client}`, queue.lease, () => Promise.reject(new Error("offline")))).rejects.toThrow("offline");
    expect(await tab.queue.lease.take(MINUTE)).toBe(true);
    expect(await queue.lease.take(MINUTE)).toBe(false);
    await queue.lease.give();
    expect(await queue.lease.take(MINUTE)).toBe(false);
    await tab.queue.lease.give();
    expect(await queue.lease.take(MINUTE)).toBe(true);
  });

  test("a killed tab's lease ends by itself, at once where the clock was moved", async () => {
    await phone.store.queue.lease.take(MINUTE);
    expect(await tab.queue.lease.take(MINUTE)).toBe(false);
    for (const ms of [MINUTE + 1, -10 * 365 * 24 * 60 * MINUTE]) {
      await phone.store.queue.lease.take(MINUTE);
      const reset = setClock(() => Date.now() + ms);
      expect(await tab.queue.lease.take(MINUTE)).toBe(true);
      await tab.queue.lease.give();
      reset();
    }
  });

  test("long work prolongs its lease, also where one attempt at it fails", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { client, queue } = phone.store;
    const take = vi.spyOn(queue.lease, "take");
    await alone(`sync-${client}`, queue.lease, async () => {
      take.mockRejectedValueOnce(new Error("lost"));
      await vi.advanceTimersByTimeAsync(2 * MINUTE);
    });
    expect(take.mock.calls.length).toBeGreaterThan(3);
    expect(await onDisk(practice.client, (db) => db.get("meta", "sync"))).not.toHaveProperty("lease");
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { clientRow } from "../../src/store/control.ts";
import { startSync, syncNow } from "../../src/sync/start.ts";
import { homework, newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const DAY = 24 * 3_600_000;
let practice: Practice;
let phone: Phone;
let asked: number;
let stop: () => void = () => undefined;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  asked = 0;
  const { device } = phone.api;
  phone.api.device = () => {
    asked += 1;
    return device();
  };
});

afterEach(() => {
  stop();
  phone.store.close();
});

/** Lets the phone's clock stand `ms` from now, and syncs. */
async function syncAt(ms: number): Promise<void> {
  const reset = setClock(() => Date.now() + ms);
  await syncNow();
  reset();
}

describe("the key of the practice", () => {
  test("is asked for once a day, and what is written then is sealed to the new one", async () => {
    stop = startSync(phone.store, phone.api);
    await syncNow();
    expect(asked).toBe(0);
    await practice.newKey();
    await syncAt(DAY + 1000);
    expect(asked).toBe(1);
    await syncAt(DAY + 2000);
    expect(asked).toBe(1);
    await phone.store.save(homework("under the new key"));
    await syncNow();
    const { exchange_key } = practice.deviceReply(phone.device);
    expect(practice.requests.flatMap((request) => request.entries).at(-1)?.key).toBe(exchange_key?.id);
  });

  test("is asked for once where the clock was moved, and kept by the next start", async () => {
    stop = startSync(phone.store, phone.api);
    await syncAt(-3650 * DAY);
    await syncAt(-3650 * DAY);
    expect(asked).toBe(1);
    const tab = await phone.again();
    const reset = setClock(() => Date.now() - 3650 * DAY);
    expect(tab.keyIsOld()).toBe(false);
    reset();
    tab.close();
  });

  test("that cannot be had holds up nothing: all is sent, and the next time asks again", async () => {
    const { device } = phone.api;
    phone.api.device = () => Promise.reject(new Error("502"));
    stop = startSync(phone.store, phone.api);
    await phone.store.save(homework("sent"));
    await syncAt(2 * DAY);
    await expect.poll(() => phone.store.status.value).toMatchObject({ allSent: true, reachable: true });
    phone.api.device = device;
    await syncAt(2 * DAY + 1000);
    expect(asked).toBe(1);
  });

  test("is kept where the server names none, as while a phone waits to be confirmed anew", async () => {
    await phone.store.adopt({ ...practice.deviceReply(phone.device), state: "waiting", exchange_key: null });
    await phone.store.save(homework("kept"));
    await phone.sync();
    expect(practice.words()).toEqual(["kept"]);
  });

  test("of a phone from before this was noted is asked for at once", async () => {
    const row = await clientRow(practice.client);
    if (!row) throw new Error("no client");
    const { keyIsOld } = await import("../../src/store/control.ts");
    const { heard_at: _, ...older } = row;
    expect([keyIsOld(row), keyIsOld(older)]).toEqual([false, true]);
  });
});

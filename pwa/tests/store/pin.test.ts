import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { remember } from "../../src/store/control.ts";
import { closeControl, control } from "../../src/store/control_db.ts";
import { unwrapBy } from "../../src/store/data_key.ts";
import { changePin, removePin, replace, rowOf, setPin, unlock } from "../../src/store/pin.ts";
import { openStore } from "../../src/store/store.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";
import { hurry, killedAt, OTHER, PIN, rounds, rowOnDisk } from "./locking.ts";

const MINUTE = 60_000;
let practice: Practice;
let phone: Phone;

hurry();

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  await phone.store.save(homework("mine"));
  phone.store.close();
});

afterEach(() => {
  vi.useRealTimers();
});

/** By which of these ways the memory opens and can be read: the phone's own key, or a PIN. */
async function ways(): Promise<string[]> {
  const { client } = practice;
  const tries = ["", PIN, OTHER].map(async (pin) => {
    const store = await openStore(client, pin === "" ? undefined : await unlock(client, pin));
    const words = readable(store);
    store.close();
    return words.length > 0 ? pin || "phone" : "nothing";
  });
  return (await Promise.allSettled(tries)).filter((one) => one.status === "fulfilled").map(({ value }) => value);
}

/** Kills `work` at each of its steps in turn; what opened the memory afterwards. */
async function killedAtEach(work: () => Promise<void>, back: () => Promise<void>): Promise<string[][]> {
  const found: string[][] = [];
  for (let step = 0; ; step += 1) {
    const asked = await killedAt(step, work);
    found.push(await ways());
    if (asked <= step) return found;
    // The next one begins where this one did.
    await back();
  }
}

describe("a PIN", () => {
  test("takes the place of the phone's own key: without it nothing opens, and nothing of the old way is left", async () => {
    const before = await rowOnDisk(practice.client);
    await setPin(practice.client, PIN);
    const after = await rowOnDisk(practice.client);
    expect(after.device_key).toBeNull();
    expect(JSON.stringify(after)).not.toContain(PIN);
    if (before.device_key === null) throw new Error("it had a key");
    await expect(unwrapBy(before.device_key, after.wrapped)).rejects.toThrow();
    await expect(openStore(practice.client)).rejects.toMatchObject({ name: "Locked" });
    expect(await ways()).toEqual([PIN]);
    expect((await unlock(practice.client, PIN)).extractable).toBe(false);
    expect(new Set(rounds)).toEqual(new Set([600_000]));
  });

  test("killed at any step of being set, the phone's own key opens it, or the PIN: never none", async () => {
    const { client } = practice;
    const back = async (): Promise<void> => {
      if ((await rowOnDisk(client)).device_key === null) await removePin(client, PIN);
    };
    const found = await killedAtEach(() => setPin(client, PIN), back);
    expect(found.at(-1)).toEqual([PIN]);
    expect(found.slice(0, -1).every((way) => way.length === 1 && way[0] === "phone")).toBe(true);
    expect(found.length).toBeGreaterThan(5);
  });

  test("set in two writes, it would be lost by being killed in between: the test sees that", async () => {
    const { client } = practice;
    const safe = await rowOnDisk(client);
    const put = async (row: object): Promise<void> => {
      await (await control()).put("clients", { ...safe, ...row });
    };
    const carelessly = async (): Promise<void> => {
      const key = await crypto.subtle.generateKey({ name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
      await put({ device_key: key });
      await put({ wrapped: safe.wrapped, device_key: safe.device_key });
    };
    const found = await killedAtEach(carelessly, () => put({}));
    expect(found.some((way) => way.length === 0)).toBe(true);
  });

  test("killed at any step of being changed, the one before opens it, or the new one", async () => {
    const { client } = practice;
    await setPin(client, PIN);
    const back = async (): Promise<void> => {
      await changePin(client, OTHER, PIN).catch(() => undefined);
    };
    const found = await killedAtEach(() => changePin(client, PIN, OTHER), back);
    expect(found.at(-1)).toEqual([OTHER]);
    expect(found.slice(0, -1).every((way) => way.length === 1 && way[0] === PIN)).toBe(true);
  });

  test("killed at any step of being taken away, it opens, or the phone's own key does", async () => {
    const { client } = practice;
    await setPin(client, PIN);
    const back = async (): Promise<void> => {
      if ((await rowOnDisk(client)).device_key !== null) await setPin(client, PIN);
    };
    const found = await killedAtEach(() => removePin(client, PIN), back);
    expect(found.at(-1)).toEqual(["phone"]);
    expect(found.slice(0, -1).every((way) => way.length === 1 && way[0] === PIN)).toBe(true);
    expect((await rowOnDisk(client)).pin).toBeUndefined();
  });

  test("stays through a new invitation on the same phone", async () => {
    await setPin(practice.client, PIN);
    await remember(practice.deviceReply(phone.device));
    expect(await ways()).toEqual([PIN]);
  });

  test("is changed and taken away by who knows it only; the fingerprint beside it stays when it is changed", async () => {
    const { client } = practice;
    await setPin(client, PIN);
    await expect(changePin(client, OTHER, OTHER)).rejects.toMatchObject({ name: "WrongPin" });
    await expect(removePin(client, OTHER)).rejects.toMatchObject({ name: "WrongPin" });
    const row = await rowOnDisk(client);
    const none = new Uint8Array(1);
    const finger = { credential: none, salt: none, wrapped: none };
    await (await control()).put("clients", { ...row, ...(row.pin ? { pin: { ...row.pin, finger } } : {}) });
    await changePin(client, PIN, OTHER);
    expect((await rowOnDisk(client)).pin?.finger).toEqual(finger);
    expect(await ways()).toEqual([OTHER]);
  });

  test("is not laid over what another tab has set meanwhile", async () => {
    const { client } = practice;
    const before = await rowOf(client);
    await setPin(client, PIN);
    await expect(setPin(client, OTHER)).rejects.toMatchObject({ name: "Locked" });
    await expect(replace(before, before)).rejects.toMatchObject({ name: "Locked" });
    await expect(replace({ ...before, client: "nobody" }, before)).rejects.toMatchObject({ name: "Locked" });
    expect(await ways()).toEqual([PIN]);
  });

  test("there is none where none was set, or nobody is known", async () => {
    await expect(unlock(practice.client, PIN)).rejects.toMatchObject({ name: "NotLocked" });
    await expect(unlock("nobody", PIN)).rejects.toMatchObject({ name: "NotLocked" });
    await expect(setPin("nobody", PIN)).rejects.toMatchObject({ name: "NotLocked" });
  });
});

describe("a wrong PIN", () => {
  const start = Date.parse("2026-11-23T09:00:00Z");

  beforeEach(async () => {
    await setPin(practice.client, PIN);
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(start);
  });

  const tried = (pin = OTHER): Promise<unknown> =>
    unlock(practice.client, pin).then(
      () => "open",
      (error: unknown) => {
        const { name, wait } = error as { name: string; wait: number };
        return `${name} ${wait / 1000}`;
      },
    );

  test("has to wait after several in a row, longer each time, and the right one waits too", async () => {
    for (let time = 1; time <= 4; time += 1) expect(await tried()).toBe("WrongPin 0");
    expect(await tried()).toBe("WrongPin 30");
    expect(await tried(PIN)).toBe("TooSoon 30");
    vi.setSystemTime(start + 29_000);
    expect(await tried(PIN)).toBe("TooSoon 1");
    vi.setSystemTime(start + 30_000);
    expect(await tried()).toBe("WrongPin 60");
    vi.setSystemTime(start + 2 * MINUTE);
    expect(await tried()).toBe("WrongPin 300");
    vi.setSystemTime(start + 10 * MINUTE);
    expect(await tried()).toBe("WrongPin 900");
    vi.setSystemTime(start + 30 * MINUTE);
    expect(await tried()).toBe("WrongPin 900");
    vi.setSystemTime(start + 60 * MINUTE);
    expect(await tried(PIN)).toBe("open");
    expect(await tried()).toBe("WrongPin 0");
  });

  test("is remembered by a phone that was started anew", async () => {
    for (let time = 1; time <= 5; time += 1) await tried();
    await closeControl();
    expect(await tried(PIN)).toBe("TooSoon 30");
  });

  test("counts although the app is killed before it is looked at", async () => {
    for (let time = 1; time <= 4; time += 1) await tried();
    await killedAt(2, () => unlock(practice.client, OTHER).then(() => undefined));
    expect(await tried(PIN)).toBe("TooSoon 30");
  });

  test("waits no shorter and not for ever where the clock is set back", async () => {
    for (let time = 1; time <= 5; time += 1) await tried();
    vi.setSystemTime(start - 365 * 24 * 60 * MINUTE);
    expect(await tried(PIN)).toBe("TooSoon 30");
    vi.setSystemTime(start - 365 * 24 * 60 * MINUTE + 20_000);
    expect(await tried(PIN)).toBe("TooSoon 10");
    vi.setSystemTime(start - 365 * 24 * 60 * MINUTE + 30_000);
    expect(await tried(PIN)).toBe("open");
  });
});

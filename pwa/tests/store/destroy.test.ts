import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { clientRow, forget, knownClient, remember } from "../../src/store/control.ts";
import { closeControl } from "../../src/store/control_db.ts";
import { NotJoined } from "../../src/store/errors.ts";
import { nameFor } from "../../src/store/open.ts";
import { homework, newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const databases = async (): Promise<(string | undefined)[]> => (await indexedDB.databases()).map((db) => db.name);

describe("destroying", () => {
  test("leaves nothing to find, also while another tab is open", async () => {
    const tab = await phone.again();
    await phone.store.save(homework("mine"));
    await phone.store.destroy();
    expect(await knownClient()).toBeNull();
    expect(await databases()).not.toContain(nameFor(practice.client));
    await vi.waitFor(() => {
      expect(tab.closed.value).toBe("gone");
      expect(tab.entries.value).toEqual([]);
    });
    await expect(phone.again()).rejects.toBeInstanceOf(NotJoined);
    tab.close();
  });

  test("killed after the keys is finished by the next start", async () => {
    await phone.store.save(homework("mine"));
    phone.store.close();
    await forget(practice.client);
    await closeControl();
    expect(await databases()).toContain(nameFor(practice.client));
    expect(await knownClient()).toBeNull();
    await expect.poll(databases).not.toContain(nameFor(practice.client));
    await expect
      .poll(async () => {
        const db = await openDB("throughline");
        const left = await db.getAllKeys("current");
        db.close();
        return left;
      })
      .toEqual([]);
  });

  test("waits seconds, not for ever, for a tab that holds on in its sleep", async () => {
    const asleep = await openDB(nameFor(practice.client));
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let done = false;
    const destroyed = phone.store.destroy().then(() => (done = true));
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1000);
      expect(done).toBe(true);
    });
    await destroyed;
    vi.useRealTimers();
    expect(await clientRow(practice.client)).toBeUndefined();
    expect(await databases()).toContain(nameFor(practice.client));
    asleep.close();
    await expect.poll(databases).not.toContain(nameFor(practice.client));
  });

  test("takes the shell's copies, what is shown outside, and the worker, which would never fill its cache again", async () => {
    const acts: string[] = [];
    vi.stubGlobal("caches", {
      keys: () => Promise.resolve(["shell-1", "shell-2"]),
      delete: (name: string) => Promise.resolve(acts.push(`delete ${name}`)),
    });
    const registration = {
      getNotifications: () => Promise.resolve([{ close: () => acts.push("close") }]),
      unregister: () => Promise.resolve(acts.push("unregister")),
    };
    const serviceWorker = { getRegistration: () => Promise.resolve(registration) };
    vi.stubGlobal("navigator", { serviceWorker });
    await phone.store.destroy();
    expect(acts.sort()).toEqual(["close", "delete shell-1", "delete shell-2", "unregister"]);
  });

  test("takes the phone's address for pushes and the number on its icon, in the worker too", async () => {
    const acts: string[] = [];
    const address = { unsubscribe: () => Promise.resolve(acts.push("unsubscribe")) };
    vi.stubGlobal("registration", {
      getNotifications: () => Promise.resolve([]),
      pushManager: { getSubscription: () => Promise.resolve(address) },
      unregister: () => Promise.resolve(acts.push("unregister")),
    });
    vi.stubGlobal("navigator", { clearAppBadge: () => Promise.resolve(acts.push("no number")) });
    await phone.store.destroy();
    expect(acts.sort()).toEqual(["no number", "unregister", "unsubscribe"]);
  });

  test.each([
    ["has no address", () => Promise.resolve(null)],
    ["does not say where it takes pushes", () => Promise.reject(new Error("no"))],
    ["cannot let go of it", () => Promise.resolve({ unsubscribe: () => Promise.reject(new Error("offline")) })],
  ])("goes on where the browser %s", async (_, getSubscription) => {
    const acts: string[] = [];
    vi.stubGlobal("navigator", undefined);
    vi.stubGlobal("registration", {
      getNotifications: () => Promise.resolve([]),
      pushManager: { getSubscription },
      unregister: () => Promise.resolve(acts.push("unregister")),
    });
    await phone.store.destroy();
    expect(acts).toEqual(["unregister"]);
  });

  test("in the worker itself takes its own registration", async () => {
    const acts: string[] = [];
    vi.stubGlobal("registration", {
      getNotifications: () => Promise.resolve([]),
      unregister: () => Promise.resolve(acts.push("unregister")),
    });
    await phone.store.destroy();
    expect(acts).toEqual(["unregister"]);
  });

  test("goes on where one of these fails", async () => {
    const acts: string[] = [];
    vi.stubGlobal("caches", { keys: () => Promise.reject(new Error("no")) });
    vi.stubGlobal("navigator", {
      serviceWorker: {
        getRegistration: () => Promise.resolve({ getNotifications: () => Promise.resolve([]), unregister: () => acts.push("off") }),
      },
    });
    await phone.store.destroy();
    expect(acts).toEqual(["off"]);
    expect(await databases()).not.toContain(nameFor(practice.client));
  });

  test("leaves another client of this phone as they are", async () => {
    const other = await Practice.open();
    await remember(other.deviceReply(phone.device));
    await forget(practice.client);
    expect(await knownClient()).toMatchObject({ client: other.client, joined: true });
  });

  test("while the practice's key is on its way brings nothing back to life", async () => {
    const { store } = phone;
    await forget(practice.client);
    await store.adopt(practice.deviceReply(phone.device));
    expect(await clientRow(practice.client)).toBeUndefined();
    expect(await knownClient()).toBeNull();
  });

  test("from outside of the app, as when the browser deletes the database, closes it", async () => {
    await deleteDB(nameFor(practice.client));
    expect(phone.store.closed.value).toBe("gone");
    await expect(phone.store.save(homework("late"))).rejects.toMatchObject({ name: "StoreClosed" });
  });
});

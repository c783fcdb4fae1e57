import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownClient } from "../../src/store/control.ts";
import { wait } from "../../src/sync/backoff.ts";
import { startSync, syncNow } from "../../src/sync/start.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;
let stop: () => void = () => undefined;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  stop();
  phone.store.close();
  vi.useRealTimers();
});

const status = (): Phone["store"]["status"]["value"] => phone.store.status.value;

describe("a started sync", () => {
  test("sends what waited, and each save by itself", async () => {
    await phone.store.save(homework("from yesterday"));
    stop = startSync(phone.store, phone.api);
    await expect.poll(() => practice.words()).toEqual(["from yesterday"]);
    await phone.store.save(homework("just now"));
    await expect.poll(() => status().allSent && practice.rows.length === 2).toBe(true);
    await expect.poll(status).toMatchObject({ reachable: true, syncing: false, signedOut: false });
  });

  test("a save during a running exchange goes out too, without a timer", async () => {
    stop = startSync(phone.store, phone.api);
    await Promise.all(["a", "b", "c", "d"].map((words) => phone.store.save(homework(words))));
    await expect.poll(() => practice.words()).toEqual(["a", "b", "c", "d"]);
  });

  test("tries again by itself after a fault, and says meanwhile that it reached nobody", async () => {
    practice.faults = ["offline", "502"];
    await phone.store.save(homework("through"));
    stop = startSync(phone.store, phone.api, { random: () => 0 });
    await expect.poll(() => status().reachable).toBe(false);
    expect(status()).toMatchObject({ waiting: 1, allSent: false });
    await expect.poll(() => practice.words(), { timeout: 4000 }).toEqual(["through"]);
    await expect.poll(() => status().reachable).toBe(true);
  });

  test("signed out keeps everything, says so also after a restart, and goes on after the next sign-in", async () => {
    practice.unwelcome = { status: 401, code: "signed_out" };
    await phone.store.save(homework("kept"));
    stop = startSync(phone.store, phone.api);
    await expect.poll(() => status().signedOut).toBe(true);
    const later = await phone.again();
    expect(later.status.value.signedOut).toBe(true);
    expect(readable(later)).toEqual(["kept (waiting)"]);
    later.close();
    practice.unwelcome = null;
    await syncNow();
    expect(status()).toMatchObject({ signedOut: false, allSent: true });
  });

  test("taken for another client it stops and says so", async () => {
    practice.unwelcome = { status: 409, code: "other_client" };
    await phone.store.save(homework("mine"));
    stop = startSync(phone.store, phone.api);
    await expect.poll(() => status().otherClient).toBe(true);
    expect(status().waiting).toBe(1);
  });

  test("that was ended does nothing more, however it is called", async () => {
    const queued: (() => void)[] = [];
    phone.store.queue.onQueued = (listener) => {
      queued.push(listener);
      return () => undefined;
    };
    stop = startSync(phone.store, phone.api);
    await expect.poll(status).toMatchObject({ reachable: true, syncing: false });
    const { length } = practice.requests;
    stop();
    for (const listener of queued) listener();
    await phone.store.save(homework("later"));
    expect(practice.requests.length).toBe(length);
  });

  test("whose answer cannot be taken down tries again by itself", async () => {
    const note = phone.store.queue.note.bind(phone.store.queue);
    let broken = true;
    phone.store.queue.note = async (contact) => {
      if (broken && contact.reachable !== undefined) throw new Error("storage");
      await note(contact);
    };
    practice.faults = ["offline"];
    await phone.store.save(homework("through"));
    stop = startSync(phone.store, phone.api, { random: () => 0 });
    await expect.poll(() => status().syncing).toBe(false);
    broken = false;
    await expect.poll(() => practice.words(), { timeout: 5000 }).toEqual(["through"]);
  });

  test("of a phone that the server knows as another client's says so, and takes no key from it", async () => {
    const other = await Practice.open();
    await phone.store.adopt(other.deviceReply(phone.device));
    expect(status().otherClient).toBe(true);
  });

  test("an order to wipe destroys all, then says that it did", async () => {
    practice.unwelcome = { status: 401, code: "wipe" };
    await phone.store.save(homework("secret"));
    stop = startSync(phone.store, phone.api);
    await expect.poll(() => practice.wiped).toEqual([phone.device]);
    expect(await knownClient()).toBeNull();
    expect(await indexedDB.databases()).toEqual([expect.objectContaining({ name: "throughline" })]);
    expect(phone.store.closed.value).toBe("gone");
    expect(phone.store.entries.value).toEqual([]);
  });

  test("an answer that does not end is given up", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { connect } = await import("../../src/api/api.ts");
    const api = connect({
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => {
            reject(new DOMException("aborted", "AbortError"));
          });
        }),
    });
    const call = expect(api.device()).rejects.toMatchObject({ name: "Unreachable" });
    await vi.advanceTimersByTimeAsync(20_000);
    await call;
  });
});

describe("two tabs", () => {
  test("sync one after the other: never two requests at once", async () => {
    const tab = await phone.again();
    let now = 0;
    let most = 0;
    const { api } = phone;
    const real = api.sync;
    api.sync = async (request) => {
      now += 1;
      most = Math.max(most, now);
      const reply = await real(request);
      now -= 1;
      return reply;
    };
    const stops = [startSync(phone.store, api), startSync(tab, api)];
    for (const words of ["a", "b", "c"]) await tab.save(homework(words));
    await expect.poll(() => practice.words()).toEqual(["a", "b", "c"]);
    await expect.poll(() => phone.store.status.value.allSent && tab.status.value.allSent).toBe(true);
    for (const end of stops) end();
    expect(most).toBe(1);
    tab.close();
  });
});

test.each([
  [1, 0, 500],
  [1, 1, 1000],
  [5, 1, 16_000],
  [60, 1, 900_000],
  [60, 0, 450_000],
])("after %i failures and a draw of %d it waits %i ms", (failures, draw, ms) => {
  expect(wait(failures, draw)).toBe(ms);
});

test("a server that says how long is not asked before", () => {
  expect(wait(1, 0, 30)).toBe(30_000);
});

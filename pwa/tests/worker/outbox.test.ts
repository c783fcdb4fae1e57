import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { knownClient, remember } from "../../src/store/control.ts";
import { openWorkerStore } from "../../src/store/worker_store.ts";
import { sendOutbox } from "../../src/sync/outbox.ts";
import { onDisk } from "../disk.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  vi.stubGlobal("fetch", practice.fetchFor(phone.device));
});

afterEach(() => {
  phone.store.close();
  vi.unstubAllGlobals();
});

describe("the worker", () => {
  test("sends without any key and asks for nothing; the page finds it sent", async () => {
    await phone.store.save(homework("in the background"));
    await sendOutbox();
    expect(practice.requests.map((request) => request.cursor)).toEqual([null]);
    expect(practice.words()).toEqual(["in the background"]);
    await expect.poll(() => readable(phone.store)).toEqual(["in the background (sent)"]);
    await expect.poll(() => phone.store.status.value.allSent).toBe(true);
  });

  test("sends nothing for nobody: before an invitation, before both confirmed, before the page opened its memory", async () => {
    await onDisk(practice.client, (db) => db.clear("meta"));
    expect(await openWorkerStore()).toBeNull();
    const other = await Practice.open();
    await remember({ ...other.deviceReply(phone.device), state: "waiting", exchange_key: null });
    expect(await openWorkerStore()).toBeNull();
    await sendOutbox();
    expect(practice.requests).toEqual([]);
  });

  test.each([
    ["there is no network", "offline"],
    ["the server is busy", "busy"],
  ] as const)("asks to be woken again where %s", async (_, fault) => {
    await phone.store.save(homework("kept"));
    practice.faults = [fault];
    await expect(sendOutbox()).rejects.toThrow();
    await sendOutbox();
    expect(practice.words()).toEqual(["kept"]);
  });

  test("signed out keeps all and says so to the page; refused as somebody else it is not woken for it again", async () => {
    await phone.store.save(homework("kept"));
    practice.unwelcome = { status: 401, code: "signed_out" };
    await sendOutbox();
    await expect.poll(() => phone.store.status.value.signedOut).toBe(true);
    practice.unwelcome = { status: 409, code: "other_client" };
    await sendOutbox();
    expect(phone.store.status.value.waiting).toBe(1);
  });

  test("ordered to wipe destroys all and says that it did", async () => {
    await phone.store.save(homework("secret"));
    practice.unwelcome = { status: 401, code: "wipe" };
    await sendOutbox();
    expect(practice.wiped).toEqual([phone.device]);
    expect(await knownClient()).toBeNull();
    await expect.poll(() => phone.store.closed.value).toBe("gone");
  });
});

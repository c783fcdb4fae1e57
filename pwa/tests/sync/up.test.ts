import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

describe("entries go up", () => {
  test("what waits is sent once, says when it was received, and all is sent", async () => {
    const { id } = await phone.store.save(homework("walked"));
    await phone.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["walked"]);
    const [entry] = phone.store.entries.value;
    expect(entry).toMatchObject({ id, state: "sent", received_at: practice.rows[0]?.received_at });
    expect(phone.store.status.value).toMatchObject({ waiting: 0, allSent: true });
  });

  test("a reply lost after the commit doubles nothing; new ids on every attempt would", async () => {
    await phone.store.save(homework("once"));
    practice.faults = ["lost"];
    await expect(phone.sync()).rejects.toThrow();
    expect(readable(phone.store)).toEqual(["once (waiting)"]);
    await phone.sync();
    expect(practice.words()).toEqual(["once"]);
    expect(readable(phone.store)).toEqual(["once (sent)"]);
  });

  test.each(["cut", "502", "offline", "busy"] as const)("a reply that is %s settles nothing", async (fault) => {
    await phone.store.save(homework("safe"));
    practice.faults = [fault];
    await expect(phone.sync()).rejects.toThrow();
    expect(phone.store.status.value).toMatchObject({ waiting: 1, allSent: false });
    await phone.sync();
    expect(practice.words()).toEqual(["safe"]);
  });

  test("250 entries go in three requests of at most 100, in the order of writing", async () => {
    let ms = practice.time;
    const reset = setClock(() => (ms += 5));
    for (let n = 0; n < 250; n += 1) await phone.store.save(homework(String(n)));
    reset();
    await phone.sync();
    expect(practice.requests.map((request) => request.entries.length).filter(Boolean)).toEqual([100, 100, 50]);
    expect(practice.rows.map((row) => row.body?.["words"])).toEqual(Array.from({ length: 250 }, (_, n) => String(n)));
  });

  test("no request is larger than 256 kB, however long the texts", async () => {
    for (let n = 0; n < 40; n += 1) await phone.store.save(homework("ü".repeat(4000)));
    await phone.sync();
    const sizes = practice.requests.map((request) => JSON.stringify(request).length);
    expect(Math.max(...sizes)).toBeLessThan(256 * 1024);
    expect(practice.rows.length).toBe(40);
  });

  test("where the server takes fewer the batch is halved until it fits", async () => {
    practice.mostEntries = 10;
    for (let n = 0; n < 30; n += 1) await phone.store.save(homework(String(n)));
    await phone.sync();
    expect(practice.requests.map((request) => request.entries.length).filter(Boolean)).toEqual([30, 15, 7, 7, 7, 7, 2]);
    expect(practice.rows.length).toBe(30);
  });

  test("a request that is too large though it carries nothing is a failed attempt", async () => {
    practice.mostEntries = -1;
    await expect(phone.sync()).rejects.toMatchObject({ status: 413 });
  });

  test("one that is too large alone rests and holds up nothing; sent over and over it would block the queue", async () => {
    practice.mostEntries = 0;
    await phone.store.save(homework("huge"));
    await phone.sync().catch(() => undefined);
    practice.mostEntries = 100;
    await phone.store.save(homework("small"));
    await phone.sync();
    expect(practice.words()).toEqual(["small"]);
    expect(phone.store.status.value).toMatchObject({ waiting: 1, allSent: false });
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

const HOUR = 3_600_000;
let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

describe("the server says no", () => {
  test("a refused one among good ones is kept to be mended, the good ones are sent", async () => {
    practice.refusals.set("wrong", { code: "day_ahead", reason: "That day is still ahead." });
    await phone.store.save(homework("good"));
    const { id } = await phone.store.save(homework("bad", { kind: "wrong" }));
    await phone.sync();
    expect(phone.store.status.value).toMatchObject({ waiting: 0, refused: 1, allSent: false });
    const bad = phone.store.entries.value.find((entry) => entry.id === id);
    expect(bad).toMatchObject({ state: "refused", code: "day_ahead", reason: "That day is still ahead." });
    await phone.store.save(homework("mended", { id }));
    expect(phone.store.status.value).toMatchObject({ waiting: 1, refused: 0 });
    await phone.sync();
    expect(practice.words()).toEqual(["good", "mended"]);
    expect(phone.store.status.value.allSent).toBe(true);
  });

  test("an entry for a newer server waits for it, and asks nothing of the client; dropped it would be lost", async () => {
    practice.refusals.set("mood", { code: "newer", reason: "Not known here yet." });
    await phone.store.save(homework("later", { kind: "mood" }));
    await phone.sync();
    expect(phone.store.status.value).toMatchObject({ newer: 1, waiting: 0, refused: 0, allSent: false });
    expect(readable(phone.store)).toEqual(["later (newer)"]);
    practice.refusals.clear();
    await phone.sync();
    expect(practice.rows.length).toBe(0);
    const reset = setClock(() => Date.now() + 2 * HOUR);
    await phone.sync();
    reset();
    expect(practice.words()).toEqual(["later"]);
    expect(phone.store.status.value.allSent).toBe(true);
  });

  test("a rest that a wrong clock put years ahead ends when the clock is right again", async () => {
    practice.refusals.set("mood", { code: "newer", reason: "Not known here yet." });
    await phone.store.save(homework("later", { kind: "mood" }));
    const reset = setClock(() => Date.now() + 10 * 365 * 24 * HOUR);
    await phone.sync();
    reset();
    practice.refusals.clear();
    await phone.sync();
    expect(practice.words()).toEqual(["later"]);
  });

  test("a changed key of the practice is fetched and the entry sealed anew", async () => {
    await phone.store.save(homework("sealed"));
    await practice.newKey(true);
    await phone.sync();
    expect(practice.words()).toEqual(["sealed"]);
    expect(readable(phone.store)).toEqual(["sealed (sent)"]);
  });

  test("an entry no key opens rests after a second try, so that sync ends", async () => {
    await phone.store.save(homework("stuck"));
    practice.unseal = () => Promise.reject(new Error("broken"));
    await phone.sync();
    expect(practice.requests.length).toBeLessThan(6);
    expect(phone.store.status.value).toMatchObject({ waiting: 1, refused: 0, allSent: false });
  });

  test("taken for somebody else nothing is sent, nothing is lost", async () => {
    await phone.store.save(homework("mine"));
    practice.unwelcome = { status: 409, code: "other_client" };
    await expect(phone.sync()).rejects.toMatchObject({ code: "other_client" });
    practice.unwelcome = null;
    await phone.sync();
    expect(practice.words()).toEqual(["mine"]);
  });

  test("a reply that settles nothing of what was sent is a failed attempt, not an endless one", async () => {
    await phone.store.save(homework("ignored"));
    const { api } = phone;
    const real = api.sync;
    api.sync = async (request) => ({ ...(await real(request)), results: [] });
    await expect(phone.sync()).rejects.toThrow("no headway");
    api.sync = real;
    await phone.sync();
    expect(practice.words()).toEqual(["ignored"]);
  });
});

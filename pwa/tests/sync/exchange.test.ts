import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { openWorkerStore } from "../../src/store/worker_store.ts";
import { pushOnly } from "../../src/sync/round.ts";
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

describe("two phones of one client", () => {
  async function otherPhone(): Promise<Phone> {
    return newPhone(practice);
  }

  test("what one wrote comes to the other", async () => {
    const other = await otherPhone();
    await other.store.save(homework("from the tablet"));
    await other.sync();
    await phone.sync();
    expect(readable(phone.store)).toEqual(["from the tablet (sent)"]);
    expect(phone.store.entries.value[0]?.device).toBe(other.device);
    other.store.close();
  });

  test("both changed one entry: the later says its own again, both are shown on both, and it ends", async () => {
    const { id } = await phone.store.save(homework("start"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await phone.store.save(homework("phone", { id }));
    await other.sync();
    await phone.sync();
    await other.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["phone", "phone", "start", "tablet"]);
    expect(readable(phone.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    expect(readable(other.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    const before = practice.rows.length;
    await phone.sync();
    await other.sync();
    expect(practice.rows.length).toBe(before);
    other.store.close();
  });

  test("a conflict heard of only by a lost reply is found when the other's words come down", async () => {
    const { id } = await phone.store.save(homework("start"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    await other.store.save(homework("tablet", { id }));
    await other.sync();
    await phone.store.save(homework("phone", { id }));
    practice.faults = ["lost"];
    await expect(phone.sync()).rejects.toThrow();
    await phone.sync();
    expect(practice.rows.at(-1)).toMatchObject({ revision: 3, body: { words: "phone" } });
    expect(readable(phone.store).sort()).toEqual(["phone (sent)", "tablet (conflict)"]);
    other.store.close();
  });

  test("a server that finds a conflict in everything is not answered for ever", async () => {
    await phone.store.save(homework("mine"));
    const { api } = phone;
    const real = api.sync;
    let rounds = 0;
    api.sync = async (request) => {
      rounds += 1;
      const reply = await real(request);
      return { ...reply, results: reply.results.map((result) => ({ ...result, outcome: "conflict" })) };
    };
    await phone.sync();
    expect(rounds).toBeLessThan(10);
    expect(phone.store.status.value.allSent).toBe(false);
    expect(new Set(practice.words())).toEqual(new Set(["mine"]));
  });

  test("a withdrawal on one phone hides the entry on the other", async () => {
    const { id } = await phone.store.save(homework("gone"));
    await phone.sync();
    const other = await otherPhone();
    await other.sync();
    expect(readable(other.store)).toEqual(["gone (sent)"]);
    await phone.store.withdraw(id);
    await phone.sync();
    await other.sync();
    expect(readable(other.store)).toEqual([]);
    other.store.close();
  });
});

describe("a restored server", () => {
  test("is offered all it had acknowledged and lost, and nothing twice", async () => {
    await phone.store.save(homework("before the backup"));
    await phone.sync();
    const restore = practice.backup();
    for (const words of ["lost 1", "lost 2", "lost 3"]) await phone.store.save(homework(words));
    await phone.sync();
    await phone.store.save(homework("still waiting"));
    restore();
    await phone.sync();
    expect(practice.words()).toEqual(["before the backup", "lost 1", "lost 2", "lost 3", "still waiting"]);
    expect(phone.store.status.value.allSent).toBe(true);
    await phone.sync();
    expect(practice.rows.length).toBe(5);
  });

  test("loses nothing though another phone was there first and took the numbers; the rule by seq alone would", async () => {
    const restore = practice.backup();
    for (const words of ["lost 1", "lost 2"]) await phone.store.save(homework(words));
    await phone.sync();
    restore();
    const other = await newPhone(practice);
    for (const words of ["new 1", "new 2", "new 3"]) await other.store.save(homework(words));
    await other.sync();
    await phone.sync();
    expect(practice.words()).toEqual(["lost 1", "lost 2", "new 1", "new 2", "new 3"]);
    other.store.close();
  });

  test("gets back what only another phone still holds of a phone that is gone", async () => {
    const restore = practice.backup();
    await phone.store.save(homework("from the lost phone"));
    await phone.sync();
    const other = await newPhone(practice);
    await other.sync();
    restore();
    await other.sync();
    expect(practice.words()).toEqual(["from the lost phone"]);
    expect(readable(other.store)).toEqual(["from the lost phone (sent)"]);
    other.store.close();
  });
});

describe("what was agreed", () => {
  test("comes down as a whole, only when it changed", async () => {
    practice.agreedVersion = "7";
    practice.agreed = { therapist: { name: "Tomas" } } as never;
    await phone.sync();
    expect(phone.store.agreed.value?.therapist.name).toBe("Tomas");
    await phone.sync();
    expect(practice.requests.at(-1)?.agreed_version).toBe("7");
    const tab = await phone.again();
    expect(tab.agreed.value?.therapist.name).toBe("Tomas");
    tab.close();
  });

  test("the server's clock beside the phone's is known", async () => {
    const reset = setClock(() => practice.time - HOUR);
    await phone.sync();
    reset();
    expect(phone.store.status.value.skewMs).toBeGreaterThan(HOUR - 60_000);
    expect(phone.store.status.value.lastContact).toBe(new Date(practice.time).toISOString());
  });
});

describe("the worker", () => {
  test("sends without any key and asks for nothing; the page finds it sent", async () => {
    await phone.store.save(homework("in the background"));
    const store = await openWorkerStore();
    if (!store) throw new Error("the worker finds no outbox");
    await pushOnly(store.queue, phone.api);
    store.close();
    expect(practice.requests.map((request) => request.cursor)).toEqual([null]);
    expect(practice.words()).toEqual(["in the background"]);
    await expect.poll(() => readable(phone.store)).toEqual(["in the background (sent)"]);
    await expect.poll(() => phone.store.status.value.allSent).toBe(true);
  });
});

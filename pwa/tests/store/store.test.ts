import { openDB } from "idb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { TooLong, WORDS_MAX } from "../../src/entry/envelope.ts";
import { knownClient } from "../../src/store/control.ts";
import { openDataKey, openText, sealText } from "../../src/store/data_key.ts";
import { NotJoined, StorageFull, StoreClosed, StoreTooNew } from "../../src/store/errors.ts";
import { nameFor, openAt } from "../../src/store/open.ts";
import { clientMigrations, type ClientRow } from "../../src/store/schema.ts";
import { openStore } from "../../src/store/store.ts";
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
  vi.restoreAllMocks();
});

async function everythingOnDisk(): Promise<string> {
  const db = await openDB(nameFor(practice.client));
  const rows: unknown[] = [];
  for (const name of db.objectStoreNames) rows.push(name, await db.getAll(name), await db.getAllKeys(name));
  db.close();
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  );
}

describe("saving", () => {
  test("what was saved is there after a restart, still waiting", async () => {
    await phone.store.save(homework("went to the shop"));
    phone.store.close();
    const store = await phone.again();
    expect(readable(store)).toEqual(["went to the shop (waiting)"]);
    expect(store.status.value).toMatchObject({ waiting: 1, refused: 0, newer: 0, allSent: false });
    store.close();
  });

  test("the practice opens the outbox item at its place, and nowhere else", async () => {
    const { id } = await phone.store.save(homework("one walk", { local_date: "2026-11-22", bring_up: true }));
    const [item] = await phone.store.queue.due(100, 250_000);
    if (!item) throw new Error("nothing waits");
    const envelope: unknown = JSON.parse(await practice.unseal(item));
    expect(envelope).toMatchObject({ kind: "homework", local_date: "2026-11-22", bring_up: true, withdrawn: false });
    await expect(practice.unseal({ ...item, revision: 2 })).rejects.toThrow();
    await expect(practice.unseal({ ...item, id: id.replace(/^./, "f") })).rejects.toThrow();
  });

  test("no word of a person lies readable on the disk", async () => {
    await phone.store.save(homework("MARKER-entry"));
    await phone.store.keepDraft("log", { words: "MARKER-draft" });
    await phone.store.keepSetting("preset", "MARKER-setting");
    practice.agreedVersion = "1";
    practice.agreed = { therapist: { name: "MARKER-agreed" } } as never;
    await phone.sync();
    expect(phone.store.agreed.value?.therapist.name).toBe("MARKER-agreed");
    const disk = await everythingOnDisk();
    expect(disk.length).toBeGreaterThan(500);
    expect(disk).not.toContain("MARKER");
  });

  test("a full phone says so and keeps all that was there; a save that stops between the two puts would leave half", async () => {
    await phone.store.save(homework("before"));
    const put = vi.spyOn(IDBObjectStore.prototype, "put");
    put.mockImplementation(function (this: IDBObjectStore, value: unknown) {
      if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
      return IDBObjectStore.prototype.add.call(this, value);
    });
    await expect(phone.store.save(homework("too much"))).rejects.toBeInstanceOf(StorageFull);
    put.mockRestore();
    expect(readable(phone.store)).toEqual(["before (waiting)"]);
    phone.store.close();
    const store = await phone.again();
    expect(readable(store)).toEqual(["before (waiting)"]);
    expect((await store.queue.due(100, 250_000)).length).toBe(1);
    store.close();
  });

  test("entry and outbox item go in one transaction that waits for the disk; two, or a relaxed one, would be caught", async () => {
    const begin = vi.spyOn(IDBDatabase.prototype, "transaction");
    await phone.store.save(homework("kept"));
    const writes = begin.mock.calls.filter(([, mode]) => mode === "readwrite");
    expect(writes).toEqual([[["entries", "outbox"], "readwrite", { durability: "strict" }]]);
  });

  test("a text longer than the server takes is refused before it is kept", async () => {
    await expect(phone.store.save(homework("x".repeat(WORDS_MAX + 1)))).rejects.toBeInstanceOf(TooLong);
    await phone.store.save(homework("🌱".repeat(WORDS_MAX)));
    expect(phone.store.status.value.waiting).toBe(1);
  });

  test("without the practice's key nothing can be saved, and the error says which", async () => {
    const other = await Practice.open();
    const { remember } = await import("../../src/store/control.ts");
    await remember({ ...other.deviceReply(phone.device), state: "waiting", exchange_key: null });
    expect(await knownClient()).toMatchObject({ client: other.client, joined: false });
    const store = await openStore(other.client);
    await expect(store.save(homework("early"))).rejects.toBeInstanceOf(NotJoined);
    await store.adopt(other.deviceReply(phone.device));
    await store.save(homework("now"));
    expect(readable(store)).toEqual(["now (waiting)"]);
    store.close();
  });
});

describe("revisions", () => {
  test("saving with an id makes the next revision, and only it is shown", async () => {
    const first = await phone.store.save(homework("did it"));
    const second = await phone.store.save(homework("did most of it", { id: first.id }));
    expect(second.revision).toBe(2);
    expect(readable(phone.store)).toEqual(["did most of it (waiting)"]);
    expect(phone.store.status.value.waiting).toBe(1);
  });

  test("two tabs that change one entry at once make two revisions; without the check one would lie under the other", async () => {
    const { id } = await phone.store.save(homework("start"));
    const tab = await phone.again();
    const saved = await Promise.all([
      phone.store.save(homework("left", { id })),
      tab.save(homework("right", { id })),
    ]);
    expect(saved.map((entry) => entry.revision).sort()).toEqual([2, 3]);
    await phone.sync();
    expect(practice.words()).toEqual(["left", "right", "start"]);
    tab.close();
  });

  test("a withdrawn entry is hidden at once and its withdrawal goes out", async () => {
    const { id } = await phone.store.save(homework("rather not"));
    await phone.store.withdraw(id);
    expect(readable(phone.store)).toEqual([]);
    await phone.sync();
    expect(practice.rows.at(-1)).toMatchObject({ id, revision: 2, withdrawn: true, body: null });
    expect(phone.store.status.value.allSent).toBe(true);
  });
});

describe("tabs", () => {
  test("another tab sees what is saved here", async () => {
    const tab = await phone.again();
    await phone.store.save(homework("seen"));
    await vi.waitFor(() => {
      expect(readable(tab)).toEqual(["seen (waiting)"]);
      expect(tab.status.value.waiting).toBe(1);
    });
    tab.close();
  });

  test("an old tab gives way to a newer version; a tab that held on would block it for ever", async () => {
    const more = [...clientMigrations, (): void => undefined];
    await phone.store.save(homework("kept"));
    const newer = await openAt(nameFor(practice.client), more, () => undefined);
    expect(newer.version).toBe(2);
    expect(await newer.count("entries")).toBe(1);
    expect(phone.store.closed.value).toBe("newer_tab");
    await expect(phone.store.save(homework("late"))).rejects.toBeInstanceOf(StoreClosed);
    newer.close();
    await expect(phone.again()).rejects.toBeInstanceOf(StoreTooNew);
  });
});

describe("a long history", () => {
  test("the newest stand at once, newest first, and all of them follow", async () => {
    let ms = Date.UTC(2024, 0, 1);
    const reset = setClock(() => (ms += 60_000));
    for (let n = 0; n < 500; n += 1) await phone.store.save(homework(`entry ${String(n)}`));
    reset();
    const store = await phone.again();
    expect(store.entries.value.length).toBeLessThan(200);
    expect(readable(store)[0]).toBe("entry 499 (waiting)");
    await expect.poll(() => store.complete.value, { timeout: 20_000 }).toBe(true);
    expect(store.entries.value.length).toBe(500);
    expect(readable(store)[499]).toBe("entry 0 (waiting)");
    store.close();
  });
});

describe("drafts and settings", () => {
  test("a draft survives a restart; the last of several quick changes is the one kept", async () => {
    void phone.store.keepDraft("log/1", { words: "a".repeat(3000) });
    void phone.store.keepDraft("log/1", { words: "b" });
    await phone.store.keepSetting("share", "when_we_meet");
    expect(await phone.store.draft("log/1")).toEqual({ words: "b" });
    const store = await phone.again();
    expect(await store.draft("log/1")).toEqual({ words: "b" });
    expect(store.setting("share")).toBe("when_we_meet");
    await phone.store.keepSetting("share", "before");
    await expect.poll(() => store.setting("share")).toBe("before");
    await store.dropDraft("log/1");
    expect(await store.draft("log/1")).toBeNull();
    store.close();
  });
});

describe("keys", () => {
  async function keys(): Promise<ClientRow> {
    const db = await openDB("throughline");
    const row = (await db.get("clients", practice.client)) as ClientRow;
    db.close();
    return row;
  }

  test("neither key can be taken out of the browser", async () => {
    const row = await keys();
    expect(row.device_key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("raw", await openDataKey(row))).rejects.toThrow();
  });

  test("a sealed text opens at its own place only", async () => {
    const key = await openDataKey(await keys());
    const sealed = await sealText(key, "drafts/a", "words");
    expect(await openText(key, "drafts/a", sealed)).toBe("words");
    await expect(openText(key, "drafts/b", sealed)).rejects.toThrow();
  });
});

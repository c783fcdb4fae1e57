import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";
import { type Migration, openAt } from "../../src/store/open.ts";
import { clientMigrations, type ClientSchema, type EntryRow } from "../../src/store/schema.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const row: EntryRow = {
  id: "01900000-0000-7000-8000-000000000001",
  revision: 1,
  device: "01900000-0000-7000-8000-000000000002",
  state: "waiting",
  seq: null,
  epoch: null,
  received_at: null,
  code: null,
  reason: null,
  sealed: new Uint8Array([1, 2, 3]),
};
const item = { id: row.id, revision: 1, key: "k", sealed: "s", queued_at: "", tries: 0, rest_until: null, device: "" };

/** Fills a database at each version and opens it at the newest. Returns the versions at which a row was lost. */
async function losesAt(migrations: readonly Migration<ClientSchema>[]): Promise<number[]> {
  const lost: number[] = [];
  for (let version = 1; version <= migrations.length; version += 1) {
    const name = `at ${version}`;
    const old = await openAt(name, migrations.slice(0, version), () => undefined);
    await old.put("entries", row);
    await old.put("outbox", item);
    old.close();
    const now = await openAt(name, migrations, () => undefined);
    const kept = [await now.get("entries", [row.id, 1, row.device]), await now.get("outbox", [row.id, 1])];
    if (kept.includes(undefined)) lost.push(version);
    now.close();
  }
  return lost;
}

describe("migrations of a phone's memory", () => {
  test("keep every entry and every waiting item, from each version on", async () => {
    expect(await losesAt(clientMigrations)).toEqual([]);
  });

  test("one that made the outbox anew would be caught", async () => {
    const careless: Migration<ClientSchema> = (db) => {
      db.deleteObjectStore("outbox");
      db.createObjectStore("outbox", { keyPath: ["id", "revision"] });
    };
    expect(await losesAt([...clientMigrations, careless])).toEqual([1]);
  });
});

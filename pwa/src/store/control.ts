import type { DeviceReply } from "../api/wire.ts";
import { deleteDB } from "idb";
import { now } from "../clock/clock.ts";
import { control } from "./control_db.ts";
import { makeDataKey } from "./data_key.ts";
import { notesOf } from "./notes.ts";
import { nameFor, privateNameFor } from "./open.ts";
import type { ClientRow } from "./schema.ts";
import type { Known } from "./types.ts";

const DAY = 24 * 3_600_000;
const LEAVING = "leaving/";

/** Whose phone this is; null before the first invitation and after a wipe. */
export async function knownClient(): Promise<Known | null> {
  const tx = (await control()).transaction(["clients", "current"]);
  const current = tx.objectStore("current");
  const [client, leaving] = await Promise.all([current.get("client"), current.getAll(startingWith(LEAVING))]);
  // A wipe was cut short: without keys nothing there can be read, and nothing of it is to stay.
  for (const gone of leaving) deleteMemory(gone).catch(() => undefined);
  const row = client === undefined ? undefined : await tx.objectStore("clients").get(client);
  return row ? { client: row.client, device: row.device, joined: row.exchange_key !== null } : null;
}

export async function clientRow(client: string): Promise<ClientRow | undefined> {
  return (await control()).get("clients", client);
}

/** Keeps what the server said of this phone, and makes the keys where there are none yet. */
export async function remember(reply: DeviceReply): Promise<void> {
  const db = await control();
  // Made outside of the transaction, which would end while the keys are made.
  const made = (await db.get("clients", reply.client)) ?? (await makeDataKey());
  const tx = db.transaction(["clients", "current"], "readwrite", { durability: "strict" });
  const clients = tx.objectStore("clients");
  // Another tab may have been first: two data keys would make one half unreadable.
  const keys = { exchange_key: null, ...made, ...(await clients.get(reply.client)) };
  await clients.put({
    ...keys,
    client: reply.client,
    device: reply.device,
    epoch: reply.epoch,
    exchange_key: reply.exchange_key ?? keys.exchange_key,
    heard_at: now().getTime(),
  });
  await tx.objectStore("current").put(reply.client, "client");
  await tx.done;
}

/** Keeps what the server said of a phone that is known. Returns null where it is not, as after a wipe meanwhile: nothing
 *  must come to life again then. */
export async function renew(reply: DeviceReply): Promise<ClientRow | null> {
  const tx = (await control()).transaction("clients", "readwrite", { durability: "strict" });
  const known = await tx.store.get(reply.client);
  if (!known) return null;
  const exchange_key = reply.exchange_key ?? known.exchange_key;
  const row = { ...known, epoch: reply.epoch, exchange_key, heard_at: now().getTime() };
  await tx.store.put(row);
  await tx.done;
  return row;
}

/** Whether the server should be asked which key to seal to: it changes rarely, and old ones open for months. */
export function keyIsOld({ heard_at }: ClientRow): boolean {
  return heard_at === undefined || Math.abs(now().getTime() - heard_at) > DAY;
}

/** Destroys the keys of one client: from here on nothing of theirs on this phone can be read. `deleteMemory` is next. */
export async function forget(client: string): Promise<void> {
  const tx = (await control()).transaction(["clients", "current"], "readwrite", { durability: "strict" });
  const current = tx.objectStore("current");
  await tx.objectStore("clients").delete(client);
  if ((await current.get("client")) === client) await current.delete("client");
  for (const noted of notesOf(client)) await current.delete(noted);
  await current.put(client, LEAVING + client);
  await tx.done;
}

/** Deletes the databases of a client whose keys are gone. Killed before its end, the next start of the app goes on. */
export async function deleteMemory(client: string): Promise<void> {
  await Promise.all([deleteDB(nameFor(client)), deleteDB(privateNameFor(client))]);
  await (await control()).delete("current", LEAVING + client);
}

const startingWith = (prefix: string): IDBKeyRange => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

import type { DeviceReply } from "../api/wire.ts";
import { makeDataKey } from "./data_key.ts";
import { type ClientRow, CONTROL, type ControlDb, controlMigrations, openAt } from "./schema.ts";
import type { Known } from "./types.ts";

let opened: Promise<ControlDb> | null = null;

function control(): Promise<ControlDb> {
  opened ??= openAt(CONTROL, controlMigrations, () => {
    opened = null;
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Whose phone this is; null before the first invitation and after a wipe. */
export async function knownClient(): Promise<Known | null> {
  const tx = (await control()).transaction(["clients", "current"]);
  const client = await tx.objectStore("current").get("client");
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
  const keys = (await db.get("clients", reply.client)) ?? (await makeDataKey());
  const tx = db.transaction(["clients", "current"], "readwrite", { durability: "strict" });
  const clients = tx.objectStore("clients");
  // Another tab may have been first: two data keys would make one half unreadable.
  const { device_key, wrapped, exchange_key } = { exchange_key: null, ...keys, ...(await clients.get(reply.client)) };
  await clients.put({
    client: reply.client,
    device: reply.device,
    epoch: reply.epoch,
    exchange_key: reply.exchange_key ?? exchange_key,
    device_key,
    wrapped,
  });
  await tx.objectStore("current").put(reply.client, "client");
  await tx.done;
}

/** Destroys the keys of one client: from here on nothing of theirs on this phone can be read. */
export async function forget(client: string): Promise<void> {
  const tx = (await control()).transaction(["clients", "current"], "readwrite", { durability: "strict" });
  await tx.objectStore("clients").delete(client);
  if ((await tx.objectStore("current").get("client")) === client) await tx.objectStore("current").delete("client");
  await tx.done;
}

/** Lets go of the control database; for tests. */
export async function closeControl(): Promise<void> {
  const db = await opened?.catch(() => null);
  opened = null;
  db?.close();
}

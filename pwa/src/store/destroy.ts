import { deleteDB } from "idb";
import { openChannel } from "./channel.ts";
import { forget } from "./control.ts";
import { nameFor } from "./schema.ts";

/** Destroys one client's memory on this phone; needs no network. Keys first: killed after that, nothing can be read. */
export async function destroyClient(client: string): Promise<void> {
  // 1. The keys.
  await forget(client);
  // 2. The other tabs let go of the database and blank what they show.
  const channel = openChannel(client, () => undefined);
  channel.tell({ gone: true });
  // 3. The database.
  await deleteDB(nameFor(client));
  channel.close();
  // 4. The shell's copies and what is shown outside of the app.
  if (typeof caches !== "undefined") await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await closeNotifications();
}

async function closeNotifications(): Promise<void> {
  if (typeof navigator === "undefined" || !("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}

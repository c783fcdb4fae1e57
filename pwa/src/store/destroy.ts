import { openChanges } from "./change.ts";
import { deleteMemory, forget } from "./control.ts";

/** A tab that was put to sleep keeps its connection, and with it the database, until it wakes. */
const PATIENCE = 3000;

/** Destroys one client's memory on this phone; needs no network. Keys first: killed after that, nothing can be read. */
export async function destroyClient(client: string): Promise<void> {
  // 1. The keys.
  await forget(client);
  // 2. The other tabs let go of the database and blank what they show.
  const channel = openChanges(client, () => undefined);
  channel.tell({ gone: true });
  // 3. The database, the shell's copies, and what is shown outside of the app: one that fails does not keep the others.
  const deleted = deleteMemory(client).finally(() => {
    channel.close();
  });
  await Promise.allSettled([Promise.race([deleted, patience()]), deleteCaches(), leaveWorker(), clearBadge()]);
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

async function deleteCaches(): Promise<void> {
  if (typeof caches === "undefined") return;
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

/** Closes what is shown and takes the worker off: it would never fill its cache again for the next client. */
async function leaveWorker(): Promise<void> {
  const registration = await registrationHere();
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  if (registration) await Promise.race([leavePushes(registration), patience()]);
  await registration?.unregister();
}

/** No push may reach the next client's phone. The push service is told where there is a network. */
async function leavePushes({ pushManager }: Partial<ServiceWorkerRegistration>): Promise<void> {
  const subscription = await pushManager?.getSubscription().catch(() => null);
  await subscription?.unsubscribe().catch(() => false);
}

/** A number on the icon would say that somebody is still here. */
async function clearBadge(): Promise<void> {
  if (typeof navigator !== "undefined") await (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.();
}

function registrationHere(): Promise<ServiceWorkerRegistration | undefined> {
  const { registration } = globalThis as { registration?: ServiceWorkerRegistration };
  if (registration) return Promise.resolve(registration);
  if (typeof navigator === "undefined" || !("serviceWorker" in navigator)) return Promise.resolve(undefined);
  return navigator.serviceWorker.getRegistration();
}

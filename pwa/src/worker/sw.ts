import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { connect } from "../api/api.ts";
import { onAddressChange } from "./address.ts";
import { onClick } from "./click.ts";
import { sendOutbox } from "../sync/outbox.ts";
import { onPush } from "./push.ts";
import { around } from "./windows.ts";

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: the files of the shell. */
declare const __SHELL__: { url: string; revision: string | null }[];

interface AddressEvent extends ExtendableEvent {
  readonly oldSubscription?: PushSubscription | null;
}

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

const INDEX = "/index.html";
const shell = new PrecacheController();
shell.precache(__SHELL__);

/** The shell's file for a request, null where the worker keeps out: another origin, the server's answers. */
function fileFor(request: Request): string | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return null;
  if (request.mode === "navigate") return INDEX;
  return shell.getCacheKeyForURL(url.pathname) === undefined ? null : url.pathname;
}

async function answer(request: Request, file: string): Promise<Response> {
  // The cache may have been cleared under a running worker.
  return (await shell.matchPrecache(file)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const file = fileFor(event.request);
  if (file !== null) event.respondWith(answer(event.request, file));
});

// Background Sync is in no browser's type library.
self.addEventListener("sync" as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  const { tag } = event as SyncEvent;
  if (tag === "outbox") (event as SyncEvent).waitUntil(sendOutbox());
});

self.addEventListener("push", (event) => {
  event.waitUntil(onPush(event.data?.text() ?? null, around, connect()));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(onClick(event.action, event.notification.data, around));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  const { oldSubscription = null } = event as AddressEvent;
  (event as AddressEvent).waitUntil(onAddressChange(oldSubscription, self.registration.pushManager, connect()));
});

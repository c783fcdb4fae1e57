import type { Around, Shown } from "./around.ts";

declare const self: ServiceWorkerGlobalScope;

interface Waking {
  sync?: { register(tag: string): Promise<void> };
}

interface Badging {
  setAppBadge?: () => Promise<void>;
}

/** The browser around the worker. */
export const around: Around = {
  show: (title: string, options: Shown) => self.registration.showNotification(title, options),
  badge: async () => (self.navigator as Badging).setAppBadge?.(),
  open,
  wakeLater: async () => {
    // It may be refused by the person's settings: then the next start of the app sends.
    await (self.registration as Waking).sync?.register("outbox").catch(() => undefined);
  },
  languages: self.navigator.languages,
};

async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const url = new URL(path, self.location.origin).href;
  // The one that was in front last comes first.
  for (const one of windows) {
    const front = await one.focus().catch(() => null);
    if (front === null) continue;
    if (front.url === url) return;
    // One that this worker does not lead yet, as on the first visit, goes there by itself.
    await front.navigate(url).catch(() => {
      front.postMessage({ open: path });
    });
    return;
  }
  await self.clients.openWindow(url);
}

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
    try {
      const front = await one.focus();
      if (front.url !== url) await front.navigate(url);
      return;
    } catch {
      // One that this worker does not lead yet cannot be led elsewhere.
    }
  }
  await self.clients.openWindow(url);
}

interface BackgroundSync {
  sync?: { register(tag: string): Promise<void> };
}

/** Calls `act` when the page comes to sight or the network may be back. Returns how to end it. */
export function onWakeUp(act: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const seen = (): void => {
    if (document.visibilityState === "visible") act();
  };
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("online", act);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    window.removeEventListener("online", act);
  };
}

/** Asks the browser to wake the worker when there is network again, where it can (not in Safari and Firefox). */
export function registerBackgroundSync(): void {
  if (typeof navigator === "undefined" || !("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.getRegistration().then(
    // It may be refused by the person's settings; the page's own timer goes on.
    (registration) => (registration as BackgroundSync | undefined)?.sync?.register("outbox").catch(() => undefined),
    () => undefined,
  );
}

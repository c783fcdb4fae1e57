import { type ReadonlySignal, signal } from "@preact/signals-core";

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}
interface Policies {
  trustedTypes?: { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };
}

const WORKER = "/sw.js";

/** Registers the worker that keeps the app's files on the phone. The signal turns true when a newer build is kept and
 *  waits; it takes over when no tab of the app is open any more. */
export function keepShell(): ReadonlySignal<boolean> {
  const waiting = signal(false);
  if ("serviceWorker" in navigator) {
    // Without it the app still works, as long as there is a network.
    register(waiting).catch(() => undefined);
  }
  return waiting;
}

async function register(waiting: { value: boolean }): Promise<void> {
  const registration = await navigator.serviceWorker.register(workerUrl(), { scope: "/" });
  const look = (): void => {
    waiting.value = registration.waiting !== null && navigator.serviceWorker.controller !== null;
  };
  look();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  document.addEventListener("visibilitychange", () => {
    // An installed app may stay open for weeks and would never look for a newer build.
    if (document.visibilityState === "visible") registration.update().catch(() => undefined);
  });
}

/** The page's policy takes no plain address for a script: this names the only one there is. */
function workerUrl(): string {
  const policy = (globalThis as Policies).trustedTypes?.createPolicy("sw", {
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError("not the worker");
      return url;
    },
  });
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}

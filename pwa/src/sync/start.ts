import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import type { Store } from "../store/types.ts";
import { wait } from "./backoff.ts";
import { alone } from "./lock.ts";
import { exchange } from "./round.ts";
import { onWakeUp, registerBackgroundSync } from "./triggers.ts";

/** While the app stays open it asks this often for what was agreed meanwhile. */
const LISTEN = 5 * 60_000;

let running: (() => Promise<void>) | null = null;

export interface SyncOptions {
  /** A number in 0..1, for the jitter. */
  random?: () => number;
}

/** Keeps `store` and server in step until the returned function is called. One at a time in a page. */
export function startSync(store: Store, api: Api, options: SyncOptions = {}): () => void {
  const random = options.random ?? Math.random;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let current: Promise<void> | null = null;
  let again = false;

  function flush(): Promise<void> {
    if (stopped) return Promise.resolve();
    // What is saved while a round is on its way needs one more.
    again = current !== null;
    current ??= run().finally(() => {
      current = null;
      if (again) void flush();
    });
    return current;
  }

  async function run(): Promise<void> {
    clearTimeout(timer);
    await store.queue.note({ syncing: true });
    const delay = await attempt();
    if (store.closed.peek() !== null) stop();
    else await store.queue.note({ syncing: false });
    if (stopped || delay === null) return;
    timer = setTimeout(() => void flush(), delay);
  }

  /** One attempt; returns the ms until the next, null: none before somebody acts. */
  async function attempt(): Promise<number | null> {
    try {
      await alone(store.client, () => exchange(store.queue, api, async () => store.adopt(await api.device())));
      failures = 0;
      await store.queue.note({ reachable: true, signedOut: false, otherClient: false });
      return LISTEN;
    } catch (error) {
      failures += 1;
      return failed(error);
    }
  }

  async function failed(error: unknown): Promise<number | null> {
    const answer = error instanceof ApiError ? error : null;
    if (answer?.status === 401 && answer.code === "wipe") {
      await wipe(store, api);
      return null;
    }
    if (answer?.status === 401) await store.queue.note({ reachable: true, signedOut: true });
    else if (answer?.code === "other_client") await store.queue.note({ reachable: true, otherClient: true });
    else {
      await store.queue.note({ reachable: answer !== null });
      registerBackgroundSync();
      return wait(failures, random(), answer?.retryAfter ?? null);
    }
    return null;
  }

  const trigger = (): void => void flush();
  const unwatch = store.queue.onQueued(trigger);
  const sleep = onWakeUp(trigger);
  function stop(): void {
    stopped = true;
    clearTimeout(timer);
    unwatch();
    sleep();
    if (running === flush) running = null;
  }
  running = flush;
  trigger();
  return stop;
}

/** Syncs at once, as when the client taps "Try now". Resolves after the attempt, however it went. */
export async function syncNow(): Promise<void> {
  await running?.();
}

async function wipe(store: Store, api: Api): Promise<void> {
  await store.destroy();
  // The list at the practice then says "not confirmed yet"; on the phone all is gone either way.
  await api.wiped(store.device).catch(() => undefined);
}

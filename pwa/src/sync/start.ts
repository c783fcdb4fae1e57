import type { Api } from "../api/api.ts";
import { ApiError, Unreachable } from "../api/errors.ts";
import type { Contact } from "../store/queue_types.ts";
import type { SharedStore } from "../store/types.ts";
import { wait } from "./backoff.ts";
import { alone } from "./lock.ts";
import { exchange } from "./round.ts";
import { onWakeUp, registerBackgroundSync } from "./triggers.ts";

/** While the app stays open it asks this often for what was agreed meanwhile. */
const LISTEN = 5 * 60_000;

let running: Keeper | null = null;

export interface SyncOptions {
  /** A number in 0..1, for the jitter. */
  random?: () => number;
}

/** Keeps `store` and server in step until the returned function is called. One at a time in a page. */
export function startSync(store: SharedStore, api: Api, options: SyncOptions = {}): () => void {
  const keeper = new Keeper(store, api, options.random ?? Math.random);
  running = keeper;
  void keeper.flush();
  return () => {
    keeper.stop();
    if (running === keeper) running = null;
  };
}

/** Syncs at once, as when the client taps "Try now". Resolves after the attempt, however it went. */
export async function syncNow(): Promise<void> {
  await running?.flush();
}

class Keeper {
  private readonly store: SharedStore;
  private readonly api: Api;
  private readonly random: () => number;
  private readonly ends: (() => void)[];
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private current: Promise<void> | null = null;
  private again = false;

  constructor(store: SharedStore, api: Api, random: () => number) {
    this.store = store;
    this.api = api;
    this.random = random;
    const trigger = (): void => void this.flush();
    this.ends = [store.queue.onQueued(trigger), onWakeUp(trigger)];
  }

  flush(): Promise<void> {
    if (this.isStopped()) return Promise.resolve();
    // What is saved while an attempt is on its way needs one more.
    this.again = this.current !== null;
    this.current ??= this.run().finally(() => {
      this.current = null;
      if (this.again) void this.flush();
    });
    return this.current;
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const end of this.ends) end();
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    await this.note({ syncing: true });
    const delay = await this.attempt()
      .catch((error: unknown) => this.failed(error))
      // Even what became of it could not be taken down: the phone's own storage fails, and may be back soon.
      .catch(() => this.later(null));
    await this.note({ syncing: false });
    if (delay !== null && !this.isStopped()) this.timer = setTimeout(() => void this.flush(), delay);
  }

  /** Returns the ms until the next attempt, null: none before somebody acts. */
  private async attempt(): Promise<number | null> {
    const { store, api } = this;
    const { client, queue } = store;
    const refreshKey = async (): Promise<void> => store.adopt(await api.device());
    await alone(`sync-${client}`, queue.lease, () => exchange(queue, api, refreshKey));
    this.failures = 0;
    await this.note({ reachable: true, signedOut: false, otherClient: false });
    // All is sent already: where this fails the key known here opens for months, and the next time asks again.
    if (store.keyIsOld()) await refreshKey().catch(() => undefined);
    return LISTEN;
  }

  private async failed(error: unknown): Promise<number | null> {
    this.failures += 1;
    if (this.isStopped()) return null;
    const answer = error instanceof ApiError ? error : null;
    if (answer?.status === 401) {
      if (answer.code === "wipe") await this.wipe();
      else await this.note({ reachable: true, signedOut: true });
      return null;
    }
    if (answer?.code === "other_client") {
      await this.note({ reachable: true, otherClient: true });
      return null;
    }
    // A phone without room, say, has reached its server all the same.
    await this.note({ reachable: !(error instanceof Unreachable) });
    registerBackgroundSync();
    return this.later(answer?.retryAfter ?? null);
  }

  private later(atLeast: number | null): number {
    return wait(this.failures, this.random(), atLeast);
  }

  private async wipe(): Promise<void> {
    this.stop();
    await this.store.destroy();
    // Where this fails the practice's list says "not confirmed yet"; on the phone all is gone either way.
    await this.api.wiped(this.store.device).catch(() => undefined);
  }

  private async note(contact: Contact): Promise<void> {
    if (!this.isStopped()) await this.store.queue.note(contact);
  }

  private isStopped(): boolean {
    return this.stopped || this.store.closed.peek() !== null;
  }
}

import type { Lease } from "../store/queue_types.ts";

/** Longer than any one exchange with the server may hang. */
const TERM = 60_000;
const LOOK_AGAIN = 1000;

/** Runs `work` while no other tab and no worker of this phone does what `name` says: "sync-" or "moves-" and the client. */
export async function alone<T>(name: string, lease: Lease, work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? locks.request(`throughline-${name}`, work) : leased(lease, work);
}

/** For browsers without locks. */
async function leased<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  while (!(await lease.take(TERM))) await pause(LOOK_AGAIN);
  // Where it cannot be prolonged two may sync at once: the same entry may go out twice, which the server tells.
  const timer = setInterval(() => {
    lease.take(TERM).catch(() => undefined);
  }, TERM / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await lease.give().catch(() => undefined);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

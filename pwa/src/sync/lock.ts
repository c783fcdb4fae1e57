import type { Lease } from "../store/queue_types.ts";

/** Longer than any one exchange with the server may hang. */
const TERM = 60_000;
const LOOK_AGAIN = 1000;

/** Runs `work` while no other tab and no worker of this phone syncs this client. */
export async function alone(client: string, lease: Lease, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { locks?: LockManager };
  if (locks) await locks.request(`throughline-sync-${client}`, work);
  else await leased(lease, work);
}

/** For browsers without locks. */
async function leased(lease: Lease, work: () => Promise<void>): Promise<void> {
  while (!(await lease.take(TERM))) await pause(LOOK_AGAIN);
  // Where it cannot be prolonged two may sync at once: the same entry may go out twice, which the server tells.
  const timer = setInterval(() => {
    lease.take(TERM).catch(() => undefined);
  }, TERM / 3);
  try {
    await work();
  } finally {
    clearInterval(timer);
    await lease.give().catch(() => undefined);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

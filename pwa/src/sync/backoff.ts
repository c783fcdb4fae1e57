const FIRST = 1000;
const LAST = 15 * 60_000;

/** How many ms to wait after the `failures`-th failure in a row (from 1): doubling, with jitter so that phones that
 *  lost the same server do not come back all at once. `random` in 0..1. */
export function wait(failures: number, random: number, atLeast: number | null = null): number {
  const full = Math.min(LAST, FIRST * 2 ** Math.min(failures - 1, 20));
  const jittered = full / 2 + (full / 2) * random;
  return Math.min(LAST, Math.max(jittered, (atLeast ?? 0) * 1000));
}

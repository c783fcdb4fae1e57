import type { Pin } from "./schema.ts";

const MINUTE = 60_000;
/** So many slips of the finger cost nothing. */
const FREE = 4;
const LONGEST = 15 * MINUTE;
const WAITS = [MINUTE / 2, MINUTE, 5 * MINUTE];

export type Tries = Pick<Pin, "wrong" | "tried_at">;

/** How many ms have to pass after the `wrong`-th wrong PIN in a row. */
export function waitAfter(wrong: number): number {
  return wrong <= FREE ? 0 : (WAITS[wrong - FREE - 1] ?? LONGEST);
}

/** How many ms are left of that at `now` (ms). */
export function leftToWait({ wrong, tried_at }: Tries, now: number): number {
  return Math.max(0, Math.min(tried_at, now) + waitAfter(wrong) - now);
}

/** The same, as it is to be noted at `now`: a try that lies ahead was noted by a clock that was set back since. Its whole
 *  wait begins then, once: it is neither spared nor endless. */
export function noted<T extends Tries>(tries: T, now: number): T {
  return { ...tries, tried_at: Math.min(tries.tried_at, now) };
}

import type { Settings } from "../store/types.ts";

/** After so many minutes out of sight the app locks. */
export const AFTER = [0, 2, 10] as const;
export type After = (typeof AFTER)[number];

const KEY = "lock_after";
const PRESET: After = 2;

/** Reading it in a component subscribes to its changes. */
export function lockAfter(store: Settings): After {
  const kept = store.setting<number>(KEY);
  return AFTER.find((minutes) => minutes === kept) ?? PRESET;
}

export const keepLockAfter = (store: Settings, minutes: After): Promise<void> => store.keepSetting(KEY, minutes);

import type { Store } from "../store/types.ts";

/** Whether a text was read on this phone, in the version that holds. */
export type Read = "not_yet" | "changed" | "read";

export function read(store: Store, about: string, version: string): Read {
  const known = store.setting<string>(`${about}_read`);
  if (known === undefined) return "not_yet";
  return known === version ? "read" : "changed";
}

import type { Store } from "../store/types.ts";

/** Starts what locks, once Today stands: it comes with the other screens. Returns how to end it. */
export function startLock(store: Store): () => void {
  let end = (): void => undefined;
  let ended = false;
  import("./watch.ts").then(
    ({ watchLock }) => {
      if (!ended) end = watchLock(store);
    },
    // Without a network on the very first visit: there is no lock yet.
    () => undefined,
  );
  return () => {
    ended = true;
    end();
  };
}

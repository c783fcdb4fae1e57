import type { Api } from "../api/api.ts";
import type { Store } from "../store/types.ts";

/** Starts what keeps reminders, once Today stands: it comes with the other screens. Returns how to end it. */
export function startReminders(store: Store, api: Api): () => void {
  let end = (): void => undefined;
  let ended = false;
  import("./keep.ts").then(
    ({ keepReminders }) => {
      if (!ended) end = keepReminders(store, api);
    },
    // Without a network on the very first visit: the next start has it.
    () => undefined,
  );
  return () => {
    ended = true;
    end();
  };
}

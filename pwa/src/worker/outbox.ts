import { connect } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import { openWorkerStore } from "../store/worker_store.ts";
import { alone } from "../sync/lock.ts";
import { pushOnly } from "../sync/round.ts";

/** Sends what waits, without reading it. Rejects where it is worth another try: the browser then wakes the worker again. */
export async function sendOutbox(): Promise<void> {
  const store = await openWorkerStore();
  if (!store) return;
  const api = connect();
  try {
    await alone(`sync-${store.client}`, store.queue.lease, () => pushOnly(store.queue, api));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    if (error.status !== 401) return;
    if (error.code === "wipe") {
      await store.destroy();
      await api.wiped(store.device);
    } else await store.queue.note({ signedOut: true });
  } finally {
    store.close();
  }
}

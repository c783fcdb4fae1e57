import { type Api, connect } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import { openWorkerStore } from "../store/worker_store.ts";
import { alone } from "./lock.ts";
import { pushOnly } from "./round.ts";

/** Sends what waits, without reading it: in the worker, and on a page that is locked. Rejects where it is worth another
 *  try: the browser then wakes the worker again. `ask` hears what the server has to say also where nothing waits. True
 *  after a wipe it ordered. */
export async function sendOutbox(api: Api = connect(), ask = false): Promise<boolean> {
  const store = await openWorkerStore();
  if (!store) return false;
  try {
    await alone(`sync-${store.client}`, store.queue.lease, () => pushOnly(store.queue, api));
    if (ask) await api.device();
    return false;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status >= 500) throw error;
    if (error.status !== 401) return false;
    if (error.code !== "wipe") {
      await store.queue.note({ signedOut: true });
      return false;
    }
    await store.destroy();
    await api.wiped(store.device);
    return true;
  } finally {
    store.close();
  }
}

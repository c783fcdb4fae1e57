import { openChanges } from "./change.ts";
import { clientRow, knownClient } from "./control.ts";
import { destroyClient } from "./destroy.ts";
import { Disk } from "./disk.ts";
import { openPushQueue } from "./push_queue.ts";
import type { PushQueue } from "./queue_types.ts";
import { layoutOf } from "./schema.ts";

/** What the worker may have of the phone's memory: the outbox, and no key. */
export interface WorkerStore {
  client: string;
  device: string;
  queue: PushQueue;
  destroy(): Promise<void>;
  close(): void;
}

/** null where there is nothing to send: no client yet, or the page has not opened its memory once. */
export async function openWorkerStore(): Promise<WorkerStore | null> {
  const known = await knownClient();
  const row = known?.joined ? await clientRow(known.client) : undefined;
  if (!row) return null;
  const { client, device } = row;
  const disk = await Disk.open(layoutOf(client), () => undefined);
  const channel = openChanges(client, () => undefined);
  const close = (): void => {
    channel.close();
    disk.close();
  };
  if ((await disk.use((db) => db.getKey("meta", "sync"))) === undefined) {
    close();
    return null;
  }
  return {
    client,
    device,
    queue: openPushQueue(disk, client, device, channel),
    async destroy() {
      close();
      await destroyClient(client);
    },
    close,
  };
}

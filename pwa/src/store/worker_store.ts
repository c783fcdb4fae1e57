import type { Share } from "../api/wire.ts";
import { now, zone } from "../clock/clock.ts";
import { type EnvelopeParts, envelopeText } from "../entry/envelope.ts";
import { uuid7 } from "../entry/uuid.ts";
import { openChanges } from "./change.ts";
import { clientRow, knownClient } from "./control.ts";
import { destroyClient } from "./destroy.ts";
import { Disk } from "./disk.ts";
import { isDone, noteDone, usualShareOf } from "./notes.ts";
import { openPushQueue } from "./push_queue.ts";
import type { PushQueue } from "./queue_types.ts";
import { strictly } from "./rows.ts";
import { layoutOf } from "./schema.ts";
import { readPublicKey, sealEntry } from "./seal.ts";

export type WorkerEntry = Omit<EnvelopeParts, "recorded_at" | "zone">;

/** What the worker may have of the phone's memory: the outbox, and no key to read anything. */
export interface WorkerStore {
  client: string;
  device: string;
  queue: PushQueue;
  /** Keeps an entry that only the practice can open; this phone has it back with the next sync. */
  write(entry: WorkerEntry): Promise<void>;
  /** The client's usual choice of who reads, null where that is nobody else or not known. */
  share(): Promise<Share | null>;
  /** Whether an occurrence was answered here before. */
  isDone(occurrence: string): Promise<boolean>;
  noteDone(occurrence: string): Promise<void>;
  destroy(): Promise<void>;
  close(): void;
}

/** null where there is nothing to send: no client yet, or the page has not opened its memory once. */
export async function openWorkerStore(): Promise<WorkerStore | null> {
  const known = await knownClient();
  const row = known ? await clientRow(known.client) : undefined;
  if (!row?.exchange_key) return null;
  const { client, device, exchange_key } = row;
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
    async write(entry) {
      const id = uuid7(now().getTime());
      const queued_at = now().toISOString();
      const text = envelopeText({ ...entry, recorded_at: queued_at, zone: zone() });
      const item = await sealEntry(await readPublicKey(exchange_key), client, id, 1, text);
      await strictly(disk, ["outbox"], (tx) => tx.objectStore("outbox").put({ ...item, queued_at, tries: 0, rest_until: null, device }));
      channel.tell({ rows: [], queued: true });
    },
    async share() {
      const share = await usualShareOf(client);
      return share === "only_here" ? null : share;
    },
    isDone: (occurrence) => isDone(client, occurrence),
    noteDone: (occurrence) => noteDone(client, occurrence),
    async destroy() {
      close();
      await destroyClient(client);
    },
    close,
  };
}

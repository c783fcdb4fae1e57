import type { SyncReply } from "../api/wire.ts";
import type { Core } from "./core.ts";
import { sealText } from "./data_key.ts";
import { StorageFull } from "./errors.ts";
import type { Memory } from "./memory.ts";
import { askAgain, mendAll } from "./mend.ts";
import { mergePulled, sealPulled } from "./pull.ts";
import { contacted, openPushQueue } from "./push_queue.ts";
import type { Queue } from "./queue_types.ts";
import { keyOf, strictly, syncRow } from "./rows.ts";
import type { EntryKey, SyncRow } from "./schema.ts";
import { applyResults, type Settling } from "./settle.ts";

export interface PageQueue extends Queue {
  /** Tells the listeners that something was queued. */
  queued(): void;
}

export function openQueue(core: Core, memory: Memory): PageQueue {
  const listeners = new Set<() => void>();
  const changed = async (rows: EntryKey[], agreed: boolean): Promise<void> => {
    core.channel.tell({ rows, agreed });
    await memory.refresh({ rows, agreed });
  };
  const push = openPushQueue(core.disk, core.client, core.device, core.channel);
  return {
    ...push,
    async note(contact) {
      memory.contact(contact);
      await push.note(contact);
    },
    async mend() {
      if (core.channel.deaf) await memory.lookAgain();
      const rows = await mendAll(core);
      if (rows.length > 0) await changed(rows, false);
      const asked = await askAgain(core, memory.unreadable.peek().rows, memory.agreedIsLost);
      if (asked.length > 0) memory.settle({ moved: [], rows: asked });
    },
    async settle(reply, asked) {
      const { settled, rows, moved, merged, sync } = await settleReply(core, reply, asked).catch(
        async (error: unknown) => {
          // There is no room for what comes down. What went up must not be sent over and over for that.
          if (error instanceof StorageFull) {
            await push.settleResults(reply.results, reply);
            await memory.refresh({ rows: reply.results.map(({ id, revision }) => [id, revision, core.device]) });
          }
          throw error;
        },
      );
      memory.settle({ rows, moved, sync });
      core.channel.tell({ rows: rows.map(keyOf) });
      if (merged.length > 0 || reply.agreed !== null) await changed(merged, reply.agreed !== null);
      return settled;
    },
    onQueued(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    queued() {
      for (const listener of listeners) listener();
    },
  };
}

interface Replied extends Settling {
  merged: EntryKey[];
  sync: SyncRow;
}

async function settleReply(core: Core, reply: SyncReply, asked: number): Promise<Replied> {
  const pulled = await sealPulled(core, reply.entries, reply.epoch);
  const agreed = reply.agreed && (await sealText(core.dataKey, "agreed/agreed", JSON.stringify(reply.agreed)));
  return strictly(core.disk, ["entries", "outbox", "meta", "agreed"], async (tx) => {
    const done = await applyResults(tx, reply.results, reply.epoch);
    const merged = await mergePulled(tx, core.device, pulled);
    if (agreed) await tx.objectStore("agreed").put(agreed, "agreed");
    const before = await syncRow(tx);
    const sync = advance(before, reply, asked);
    await tx.objectStore("meta").put(sync, "sync");
    return { ...done, merged, sync, settled: { ...done.settled, again: sync.lost !== before.lost } };
  });
}

/** Where the phone stands after `reply`. Another epoch: the server was restored, so all is compared from the start. */
function advance(row: SyncRow, reply: SyncReply, asked: number): SyncRow {
  const next = contacted(row, reply.server_time);
  const agreed_version = reply.agreed ? reply.agreed_version : row.agreed_version;
  if (reply.epoch !== row.epoch) return { ...next, epoch: reply.epoch, cursor: 0, agreed_version, lost: "pulling" };
  // It goes on from where the phone stood then; meanwhile another tab was faster, or it began anew.
  if (row.cursor !== asked) return { ...next, agreed_version };
  const lost = row.lost === "pulling" && !reply.more ? "offering" : row.lost;
  return { ...next, cursor: reply.cursor ?? row.cursor, agreed_version, lost };
}

import { now } from "../clock/clock.ts";
import { uuid7 } from "../entry/uuid.ts";
import type { Lease } from "./queue_types.ts";
import { strictly, syncRow } from "./rows.ts";
import type { ClientDisk } from "./schema.ts";

/** A place in the database that says who syncs, for browsers without locks. It ends by itself: a killed tab gives none
 *  back. */
export function openLease(disk: ClientDisk): Lease {
  const holder = uuid7(now().getTime());
  return {
    take: (ms) =>
      strictly(disk, ["meta"], async (tx) => {
        const row = await syncRow(tx);
        const left = row.lease && row.lease.holder !== holder ? row.lease.until - now().getTime() : 0;
        // One that lasts longer than any is given means that the phone's clock was moved.
        if (left > 0 && left <= ms) return false;
        await tx.objectStore("meta").put({ ...row, lease: { holder, until: now().getTime() + ms } }, "sync");
        return true;
      }),
    give: () =>
      strictly(disk, ["meta"], async (tx) => {
        const { lease, ...row } = await syncRow(tx);
        if (lease?.holder === holder) await tx.objectStore("meta").put(row, "sync");
      }),
  };
}

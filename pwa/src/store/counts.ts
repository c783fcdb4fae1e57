import type { AnyTx, EntryRow } from "./schema.ts";

/** What became of an outbox item. */
export interface Moved {
  id: string;
  revision: number;
  now: "queued" | "newer" | "left";
}

/** Which items wait and which entries need a fix. Held in memory: counting 10,000 keys after every save is slow. */
export interface Counts {
  items: ReadonlyMap<string, { id: string; newer: boolean }>;
  refused: ReadonlySet<string>;
}

export interface Tally {
  waiting: number;
  newer: number;
  refused: number;
}

export const nothingCounted: Counts = { items: new Map(), refused: new Set() };

export async function readCounts(tx: AnyTx): Promise<Counts> {
  const outbox = tx.objectStore("outbox");
  const [queued, newer, refused] = await Promise.all([
    outbox.getAllKeys(),
    outbox.index("code").getAllKeys("newer"),
    tx.objectStore("entries").index("state").getAllKeys("refused"),
  ]);
  const late = new Set(newer.map(nameOf));
  return {
    items: new Map(queued.map((key) => [nameOf(key), { id: key[0], newer: late.has(nameOf(key)) }])),
    refused: new Set(refused.map(([id]) => id)),
  };
}

/** The counts after items moved and rows took another state. */
export function recount(counts: Counts, moved: readonly Moved[], rows: readonly EntryRow[]): Counts {
  const items = new Map(counts.items);
  for (const { id, revision, now } of moved) {
    if (now === "left") items.delete(nameOf([id, revision]));
    else items.set(nameOf([id, revision]), { id, newer: now === "newer" });
  }
  const refused = new Set(counts.refused);
  for (const row of rows) {
    if (row.state === "refused") refused.add(row.id);
    // A later revision answers the refusal; another state of an earlier one does not.
    else if (row.state === "waiting" || row.state === "mended") refused.delete(row.id);
  }
  return { items, refused };
}

/** Counts entries, not revisions: one that was changed twice waits once. */
export function tallyOf({ items, refused }: Counts): Tally {
  const newer = new Set<string>();
  const waiting = new Set<string>();
  for (const item of items.values()) (item.newer ? newer : waiting).add(item.id);
  for (const id of newer) waiting.delete(id);
  return { waiting: waiting.size, newer: newer.size, refused: refused.size };
}

const nameOf = ([id, revision]: readonly [string, number]): string => `${id}/${revision}`;

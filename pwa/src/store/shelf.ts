import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { EntryRow } from "./schema.ts";
import type { SavedEntry } from "./types.ts";
import { type OpenRow, shown } from "./view.ts";

/** The opened entries in memory. Only what changed is looked at again: a history has thousands. */
export interface Shelf {
  entries: ReadonlySignal<readonly SavedEntry[]>;
  /** Rows read from the disk: what stands already is newer than they. */
  add(rows: readonly OpenRow[]): void;
  replace: (rows: readonly OpenRow[]) => void;
  /** The clear parts of rows changed; their words did not. */
  restate(rows: readonly EntryRow[]): void;
  /** All rows were added. */
  full(): void;
  clear(): void;
}

export function openShelf(): Shelf {
  const held = new Map<string, Map<string, OpenRow>>();
  const drawn = new Map<string, SavedEntry[]>();
  /** Changed before they were added; null once all are. */
  let early: Map<string, OpenRow["row"]> | null = new Map();
  let order: string[] = [];
  const entries = signal<readonly SavedEntry[]>([]);

  function draw(ids: ReadonlySet<string>): void {
    if (ids.size === 0) return;
    let fresh = false;
    for (const id of ids) {
      fresh ||= !drawn.has(id);
      drawn.set(id, shown([...(held.get(id)?.values() ?? [])]));
    }
    if (fresh) order = [...drawn.keys()].sort().reverse();
    entries.value = order.flatMap((id) => drawn.get(id) ?? []);
  }

  function put(rows: readonly OpenRow[], replace: boolean): void {
    const ids = new Set<string>();
    for (const open of rows) {
      const { id } = open.row;
      const revisions = held.get(id) ?? new Map<string, OpenRow>();
      held.set(id, revisions);
      const name = nameOf(open.row);
      const changed = replace ? undefined : early?.get(`${id}/${name}`);
      if (replace || !revisions.has(name)) revisions.set(name, changed ? { ...open, row: changed } : open);
      ids.add(id);
    }
    draw(ids);
  }

  return {
    entries,
    add(rows) {
      put(rows, false);
    },
    replace(rows) {
      put(rows, true);
    },
    restate(rows) {
      const ids = new Set<string>();
      for (const { sealed: _, ...row } of rows) {
        const revisions = held.get(row.id);
        const open = revisions?.get(nameOf(row));
        if (open) {
          revisions?.set(nameOf(row), { ...open, row });
          ids.add(row.id);
        } else early?.set(`${row.id}/${nameOf(row)}`, row);
      }
      draw(ids);
    },
    full() {
      early = null;
    },
    clear() {
      held.clear();
      drawn.clear();
      order = [];
      entries.value = [];
    },
  };
}

const nameOf = (row: OpenRow["row"]): string => `${row.revision}/${row.device}`;

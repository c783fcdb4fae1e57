import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { EntryRow } from "./schema.ts";
import type { SavedEntry } from "./types.ts";
import { type OpenRow, shown } from "./view.ts";

/** The opened entries in memory. Only what changed is looked at again: a history has thousands. */
export class Shelf {
  private readonly held = new Map<string, Map<string, OpenRow>>();
  private readonly drawn = new Map<string, SavedEntry[]>();
  private readonly list = signal<readonly SavedEntry[]>([]);
  private order: string[] = [];
  /** Changed before they were added; null once all are. */
  private early: Map<string, OpenRow["row"]> | null = new Map();

  get entries(): ReadonlySignal<readonly SavedEntry[]> {
    return this.list;
  }

  /** Rows read from the disk: what stands already is newer than they. */
  add(rows: readonly OpenRow[]): void {
    for (const open of rows) {
      const name = nameOf(open.row);
      const changed = this.early?.get(`${open.row.id}/${name}`);
      const revisions = this.revisions(open.row.id);
      if (!revisions.has(name)) revisions.set(name, changed ? { ...open, row: changed } : open);
    }
    this.draw(rows.map(({ row }) => row.id));
  }

  replace(rows: readonly OpenRow[]): void {
    for (const open of rows) this.revisions(open.row.id).set(nameOf(open.row), open);
    this.draw(rows.map(({ row }) => row.id));
  }

  /** The clear parts of rows changed; their words did not. */
  restate(rows: readonly EntryRow[]): void {
    for (const { sealed: _, ...row } of rows) {
      const name = nameOf(row);
      const open = this.held.get(row.id)?.get(name);
      if (open) this.revisions(row.id).set(name, { ...open, row });
      else this.early?.set(`${row.id}/${name}`, row);
    }
    this.draw(rows.map((row) => row.id).filter((id) => this.held.has(id)));
  }

  /** All rows were added. */
  full(): void {
    this.early = null;
  }

  clear(): void {
    this.held.clear();
    this.drawn.clear();
    this.order = [];
    this.list.value = [];
  }

  private revisions(id: string): Map<string, OpenRow> {
    const found = this.held.get(id) ?? new Map<string, OpenRow>();
    this.held.set(id, found);
    return found;
  }

  private draw(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const before = this.drawn.size;
    for (const id of new Set(ids)) this.drawn.set(id, shown([...this.revisions(id).values()]));
    if (this.drawn.size > before) this.order = [...this.drawn.keys()].sort().reverse();
    this.list.value = this.order.flatMap((id) => this.drawn.get(id) ?? []);
  }
}

const nameOf = (row: OpenRow["row"]): string => `${row.revision}/${row.device}`;

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { EntryKey, EntryRow } from "./schema.ts";
import type { SavedEntry } from "./types.ts";
import { type OpenRow, shown, topOf } from "./view.ts";

/** What does not open on this phone: how many entries show nothing for it, and all such revisions. */
export interface Unreadable {
  entries: number;
  rows: readonly OpenRow["row"][];
}

interface Drawn {
  id: string;
  entries: SavedEntry[];
}

/** The opened entries in memory. Only what changed is looked at again: a history has thousands. */
export class Shelf {
  private readonly held = new Map<string, Map<string, OpenRow>>();
  private readonly drawn = new Map<string, Drawn>();
  private readonly list = signal<readonly SavedEntry[]>([]);
  private readonly unopened = signal<Unreadable>({ entries: 0, rows: [] });
  private readonly shut = new Map<string, { hides: boolean; rows: OpenRow["row"][] }>();
  private order: Drawn[] = [];
  /** Changed before they were added; null once all are. */
  private early: Map<string, OpenRow["row"]> | null = new Map();

  get entries(): ReadonlySignal<readonly SavedEntry[]> {
    return this.list;
  }

  get unreadable(): ReadonlySignal<Unreadable> {
    return this.unopened;
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

  /** They are on the disk no more. */
  remove(keys: readonly EntryKey[]): void {
    const known = keys.filter(([id]) => this.held.has(id));
    for (const [id, revision, device] of known) this.held.get(id)?.delete(nameOf({ revision, device }));
    this.draw(known.map(([id]) => id));
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
    this.shut.clear();
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
    let unsure = false;
    for (const id of new Set(ids)) {
      const rows = [...this.revisions(id).values()];
      this.place(id).entries = shown(rows);
      unsure = this.note(id, rows) || unsure;
    }
    if (unsure) this.count();
    if (this.drawn.size > this.order.length) {
      this.order = [...this.drawn.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
    }
    this.list.value = this.order.flatMap(({ entries }) => entries);
  }

  private place(id: string): Drawn {
    const found = this.drawn.get(id) ?? { id, entries: [] };
    this.drawn.set(id, found);
    return found;
  }

  /** Returns whether something of this entry does not open, or did not before. */
  private note(id: string, rows: readonly OpenRow[]): boolean {
    const closed = rows.filter((open) => open.envelope === null).map(({ row }) => row);
    const before = this.shut.delete(id);
    if (closed.length > 0) this.shut.set(id, { hides: topOf(rows)?.envelope === null, rows: closed });
    return before || closed.length > 0;
  }

  private count(): void {
    const shut = [...this.shut.values()];
    this.unopened.value = { entries: shut.filter(({ hides }) => hides).length, rows: shut.flatMap(({ rows }) => rows) };
  }
}

const nameOf = ({ revision, device }: { revision: number; device: string }): string => `${revision}/${device}`;

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Agreed } from "../api/wire.ts";
import type { Change } from "./change.ts";
import type { Core } from "./core.ts";
import { type Moved, nothingCounted, recount, type Tally, tallyOf } from "./counts.ts";
import type { Contact } from "./queue_types.ts";
import type { EntryKey, EntryRow, SyncRow } from "./schema.ts";
import { Shelf } from "./shelf.ts";
import { readAgreed, readNewest, readRows, readState, type State } from "./state.ts";
import type { SyncStatus } from "./types.ts";
import type { OpenRow } from "./view.ts";

/** Enough for Today and the top of History; the first paint waits for no more. */
const FIRST = 100;
const CHUNK = 300;

/** What a transaction did. */
export interface Done {
  moved: readonly Moved[];
  rows: readonly EntryRow[];
  sync?: SyncRow;
}

/** The open copy of what lies on the disk, as signals. */
export class Memory {
  readonly agreed = signal<Agreed | null>(null);
  readonly complete = signal(false);
  readonly status: ReadonlySignal<SyncStatus>;
  /** What was agreed lies here and does not open. */
  agreedIsLost = false;
  private readonly core: Core;
  private readonly shelf = new Shelf();
  private readonly counts = signal(nothingCounted);
  private readonly sync = signal<SyncRow | undefined>(undefined);
  private readonly met = signal<Contact>({});
  private cleared = false;
  /** How often something changed here: what was read from the disk meanwhile may be older than that. */
  private changes = 0;

  constructor(core: Core) {
    this.core = core;
    const tally = computed(() => tallyOf(this.counts.value));
    this.status = computed(() => ({
      ...statusOf(tally.value, this.sync.value, this.met.value),
      unreadable: this.unreadable.value.entries,
    }));
  }

  get entries(): Shelf["entries"] {
    return this.shelf.entries;
  }

  get unreadable(): Shelf["unreadable"] {
    return this.shelf.unreadable;
  }

  /** Loads the newest entries, agreed and status; the rest follows on its own. */
  async load(): Promise<void> {
    const { core } = this;
    const [[rows, edge], agreed, state] = await this.steadily(() =>
      Promise.all([readNewest(core, FIRST, null), readAgreed(core), readState(core)]),
    );
    batch(() => {
      this.shelf.add(rows);
      this.look(state, agreed);
    });
    // A tab that is closed meanwhile has nothing left to load.
    this.loadOlder(edge).catch(() => undefined);
  }

  show(rows: readonly OpenRow[]): void {
    if (this.cleared) return;
    this.changes += 1;
    this.shelf.replace(rows);
  }

  /** Takes over what a transaction did, without reading it again. */
  settle(done: Done): void {
    this.changes += 1;
    batch(() => {
      this.shelf.restate(done.rows);
      this.counts.value = recount(this.counts.peek(), done.moved, done.rows);
      this.sync.value = done.sync ?? this.sync.peek();
    });
  }

  remove(keys: readonly EntryKey[]): void {
    this.shelf.remove(keys);
  }

  contact(news: Contact): void {
    this.met.value = { ...this.met.value, ...news };
  }

  /** Reads anew what changed on the disk. */
  async refresh(change: Change): Promise<void> {
    const { core } = this;
    const keys = change.rows ?? [];
    const [rows, agreed, state] = await this.steadily(() =>
      Promise.all([readRows(core, keys), change.agreed ? readAgreed(core) : undefined, readState(core)]),
    );
    if (this.cleared) return;
    this.changes += 1;
    const there = new Set(rows.map(({ row }) => `${row.id}/${row.revision}/${row.device}`));
    batch(() => {
      this.shelf.replace(rows);
      this.shelf.remove(keys.filter((key) => !there.has(key.join("/"))));
      this.look(state, agreed);
    });
  }

  /** Reads the newest anew: in a browser where no tab hears of another's changes. */
  async lookAgain(): Promise<void> {
    const [rows] = await this.steadily(() => readNewest(this.core, FIRST, null));
    this.show(rows);
    await this.refresh({ agreed: true });
  }

  /** Forgets everything at once. */
  clear(): void {
    this.cleared = true;
    batch(() => {
      this.shelf.clear();
      this.agreed.value = null;
    });
  }

  /** Reads again until nothing changed here meanwhile: older counts laid over newer would say "all sent" too early. */
  private async steadily<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const { changes } = this;
      const found = await read();
      if (changes === this.changes) return found;
    }
  }

  private look(state: State, agreed: Agreed | null | "unreadable" | undefined): void {
    this.counts.value = state.counts;
    this.sync.value = state.sync;
    if (agreed === undefined) return;
    this.agreedIsLost = agreed === "unreadable";
    this.agreed.value = agreed === "unreadable" ? null : agreed;
  }

  private async loadOlder(before: string | null): Promise<void> {
    for (let edge = before; edge !== null; ) {
      await idle();
      const [rows, next] = await readNewest(this.core, CHUNK, edge);
      if (this.cleared) return;
      this.shelf.add(rows);
      edge = next;
    }
    this.shelf.full();
    this.complete.value = true;
  }
}

function statusOf(tally: Tally, row: SyncRow | undefined, contact: Contact): Omit<SyncStatus, "unreadable"> {
  return {
    ...tally,
    lastContact: row?.last_contact ?? null,
    reachable: contact.reachable ?? null,
    syncing: contact.syncing ?? false,
    signedOut: contact.signedOut ?? row?.signed_out ?? false,
    otherClient: contact.otherClient ?? false,
    skewMs: row?.skew_ms ?? 0,
    allSent: tally.waiting + tally.refused + tally.newer === 0,
  };
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => { resolve(); }, { timeout: 500 });
    else setTimeout(resolve, 0);
  });
}

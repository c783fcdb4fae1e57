import type { ReadonlySignal } from "@preact/signals-core";
import type { PrivateDraft, PrivateEntry, SavedEntry } from "../entry/entry.ts";
import type { Closed } from "../store/open.ts";

/** A move that was begun. `to` is the id under which the entry is to be shared; null: it is to stay here. */
export interface Move {
  to: string | null;
}

/** What became of a copy that was read back. */
export interface ReadBack {
  added: number;
  /** How many were left out because their author shared them or took them away since. */
  gone: number;
}

/** The entries of one client that never leave the phone. Each verb resolves when it is on the disk.
 *  All @throw StorageFull, StoreClosed */
export interface PrivateStore {
  /** Newest first; none that is under way from or to what is shared. */
  readonly entries: ReadonlySignal<readonly SavedEntry[]>;
  readonly complete: ReadonlySignal<boolean>;
  /** How many lie here and do not open. */
  readonly unreadable: ReadonlySignal<number>;
  readonly closed: ReadonlySignal<Closed | null>;
  /** The entries of which a move was begun before this memory was opened: cut short, or under way in another tab. */
  readonly unfinished: readonly string[];
  /** What is under way with it now. */
  move(id: string): Promise<Move | null>;
  has(id: string): Promise<boolean>;
  /** The id under which the entry is known now: another one since it was shared. */
  idNow(id: string): Promise<string>;
  /** The same, as far as this tab has heard, or the one under which it is being shared. What an entry that is only here
   *  says it is about is read through this. */
  knownAs(id: string): string;
  /** @throws TooLong */
  save(id: string, draft: PrivateDraft): Promise<SavedEntry>;
  /** As `save`, of an entry that is still shared under this id: it is not shown before it may `stay`.
   *  @throws TooLong */
  come(id: string, draft: PrivateDraft): Promise<SavedEntry>;
  /** Returns the id under which the entry is to be shared, the same one when it is asked again.
   *  @throws UnknownEntry */
  leave(id: string): Promise<string>;
  /** Ends a move: the entry stays here. */
  stay(id: string): Promise<void>;
  /** Ends a move: the entry goes from here, unless another tab has written it anew meanwhile. */
  go(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Keeps those of which nothing lies or lay here. */
  addMissing(entries: readonly PrivateEntry[]): Promise<ReadBack>;
  /** Forgets what is open in memory. */
  clear(): void;
  close(): void;
}

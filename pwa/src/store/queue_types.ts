import type { SealedEntry, SyncReply, SyncResult } from "../api/wire.ts";

/** Where the phone stands with its server. */
export interface Head {
  client: string;
  device: string;
  epoch: string;
  cursor: number;
  agreed_version: string | null;
}

/** What one exchange brought about. */
export interface Settled {
  /** Items that no longer wait to be sent at once. 0 after a non-empty batch means the reply was of no use. */
  settled: number;
  /** The server could not open an entry: its key has changed. */
  sealed: boolean;
  /** Something follows at once, whether or not the server has more: it was restored from a backup. */
  again: boolean;
}

/** What sync learned besides entries. */
export interface Contact {
  reachable?: boolean;
  syncing?: boolean;
  signedOut?: boolean;
  otherClient?: boolean;
}

/** The right to sync for a while. */
export interface Lease {
  /** For the next `ms`; again from the one who has it. False while somebody else does. */
  take(ms: number): Promise<boolean>;
  give(): Promise<void>;
}

/** The outbox as the service worker can use it: no readable copy, no data key. */
export interface PushQueue {
  head(): Promise<Head>;
  /** The oldest items that may go out now, at most `count` and `bytes` (of JSON). */
  due(count: number, bytes: number): Promise<SealedEntry[]>;
  /** Takes over the results, in one transaction. */
  settleResults(results: readonly SyncResult[], reply: { epoch: string; server_time: string }): Promise<Settled>;
  /** Sets one item aside for hours: it cannot go out as it is, and must not hold up the others. */
  rest(item: SealedEntry): Promise<void>;
  note(contact: Contact): Promise<void>;
  readonly lease: Lease;
}

/** The outbox of a page that can read. */
export interface Queue extends PushQueue {
  /** Makes new outbox items for what came back: conflicts, a changed key, entries a restored server has lost. And has
   *  asked for again what does not open on this phone. */
  mend(): Promise<void>;
  /** Results, pulled entries, agreed and cursor, in one transaction. `asked` is the cursor the reply goes on from.
   *  @throws StorageFull: the results are taken over all the same */
  settle(reply: SyncReply, asked: number): Promise<Settled>;
  /** Calls back after every save, in this tab or another. */
  onQueued(listener: () => void): () => void;
}

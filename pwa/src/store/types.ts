import type { ReadonlySignal } from "@preact/signals-core";
import type { Agreed, Body, DeviceReply, Share } from "../api/wire.ts";
import type { Queue } from "./queue_types.ts";

/** What a form hands over. `id` makes it a new revision of that entry. */
export interface NewEntry {
  id?: string;
  kind: string;
  subject: string | null;
  share: Share;
  bring_up: boolean;
  local_date: string;
  body: Body;
}

/** waiting: only on this phone; sent: the server has it; refused: needs a fix; newer: waits for a newer server;
 *  conflict: another device wrote the same revision, both are shown. */
export type EntryState = "waiting" | "sent" | "refused" | "newer" | "conflict";

export interface SavedEntry {
  id: string;
  revision: number;
  kind: string;
  subject: string | null;
  share: Share;
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  zone: string;
  withdrawn: boolean;
  body: Body | null;
  state: EntryState;
  received_at: string | null;
  code: string | null;
  reason: string | null;
  device: string | null;
}

export interface SyncStatus {
  /** Entries that wait on this phone (not counted: `newer`). */
  waiting: number;
  refused: number;
  newer: number;
  /** Entries that lie on this phone and do not open here. Those the server has were asked for again. */
  unreadable: number;
  /** Server time of the last whole exchange. */
  lastContact: string | null;
  /** What the last attempt met; null before the first. */
  reachable: boolean | null;
  syncing: boolean;
  signedOut: boolean;
  /** The server knows this phone as somebody else: nothing is sent. */
  otherClient: boolean;
  /** Server's clock minus the phone's, in ms; 0 before the first contact. */
  skewMs: number;
  allSent: boolean;
}

/** newer_tab: a newer version of the app opened the memory, this tab must be reloaded; gone: wiped or signed out. */
export type Closed = "newer_tab" | "gone";

export interface Known {
  client: string;
  device: string;
  /** False until both people confirmed and the practice's key came: nothing can be saved before. */
  joined: boolean;
}

/** The phone's memory of one client. */
export interface Store {
  readonly client: string;
  readonly device: string;
  /** Newest first: the current revision of each entry, and beside it the other of a conflict; none withdrawn.
   *  The newest stand at once, the older follow within moments (`complete`). */
  readonly entries: ReadonlySignal<readonly SavedEntry[]>;
  /** True when all entries of this phone stand in `entries`. */
  readonly complete: ReadonlySignal<boolean>;
  readonly agreed: ReadonlySignal<Agreed | null>;
  readonly status: ReadonlySignal<SyncStatus>;
  readonly closed: ReadonlySignal<Closed | null>;
  /** For sync only: what waits, and what became of it. */
  readonly queue: Queue;
  /** Resolves when the entry and its outbox item are on the disk.
   *  @throws StorageFull nothing was written; NotJoined; StoreClosed; TooLong */
  save(draft: NewEntry): Promise<SavedEntry>;
  /** Takes the entry back: nothing of its words stays on the phone.
   *  @throws as save; UnknownEntry */
  withdraw(id: string): Promise<void>;
  draft<T>(key: string): Promise<T | null>;
  keepDraft(key: string, value: unknown): Promise<void>;
  dropDraft(key: string): Promise<void>;
  setting<T>(key: string): T | undefined;
  keepSetting(key: string, value: unknown): Promise<void>;
  /** Takes over what GET /api/device said (epoch, exchange key). */
  adopt(reply: DeviceReply): Promise<void>;
  /** True when the server was not asked for its key since a day. */
  keyIsOld(): boolean;
  /** Keys first, then databases, caches, notifications. Works offline. */
  destroy(): Promise<void>;
  /** Lets go of the databases; for tests and for leaving the page. */
  close(): void;
}

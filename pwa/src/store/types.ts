import type { ReadonlySignal } from "@preact/signals-core";
import type { Agreed, DeviceReply } from "../api/wire.ts";
import type { NewEntry, PrivateEntry, SavedEntry, SharedEntry } from "../entry/entry.ts";
import type { Closed } from "./open.ts";
import type { Queue } from "./queue_types.ts";

export type { NewEntry, SavedEntry } from "../entry/entry.ts";

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

export interface Known {
  client: string;
  device: string;
  /** False until both people confirmed and the practice's key came: nothing can be saved before. */
  joined: boolean;
}

export interface Drafts {
  draft<T>(key: string): Promise<T | null>;
  keepDraft(key: string, value: unknown): Promise<void>;
  dropDraft(key: string): Promise<void>;
}

/** Small choices of this phone. */
export interface Settings {
  /** Reading it in a component subscribes to its changes. */
  setting<T>(key: string): T | undefined;
  keepSetting(key: string, value: unknown): Promise<void>;
}

/** The app's own lock on this phone, and how to set it. All @throw Locked where another tab changed it meanwhile. */
export interface PhoneLock {
  /** Whether there is one. */
  readonly on: ReadonlySignal<boolean>;
  setPin(pin: string): Promise<void>;
  /** @throws WrongPin, TooSoon, NotLocked */
  changePin(pin: string, next: string): Promise<void>;
  /** @throws WrongPin, TooSoon, NotLocked */
  removePin(pin: string): Promise<void>;
  /** Locks: everything open is forgotten, here and in every other tab. */
  now: () => void;
}

/** The phone's memory of one client, as the rooms have it: what is shared, and what is only on this phone. */
export interface Store extends Drafts, Settings {
  readonly client: string;
  /** Newest first: the current revision of each entry, and beside it the other of a conflict; none withdrawn.
   *  The newest stand at once, the older follow within moments (`complete`). */
  readonly entries: ReadonlySignal<readonly SavedEntry[]>;
  /** True when all entries of this phone stand in `entries`. */
  readonly complete: ReadonlySignal<boolean>;
  readonly agreed: ReadonlySignal<Agreed | null>;
  readonly status: ReadonlySignal<SyncStatus>;
  readonly closed: ReadonlySignal<Closed | null>;
  readonly lock: PhoneLock;
  /** What is shared with the therapist, for sync. */
  readonly shared: SharedStore;
  /** How many entries that are only here do not open here any more. */
  readonly unreadableHere: ReadonlySignal<number>;
  /** Resolves when the entry is on the disk: with its outbox item, or as one that is only here. Where its reach changed
   *  between the two it has moved by then, and may have another id.
   *  @throws StorageFull nothing was written; NotJoined; StoreClosed; TooLong */
  save: (draft: NewEntry) => Promise<SavedEntry>;
  /** Keeps only here those of which nothing lies here, but for what its author shared or took away since: it is `gone`.
   *  @throws StorageFull nothing was written; StoreClosed */
  addHere(entries: readonly PrivateEntry[]): Promise<{ added: number; gone: number }>;
  /** Takes the entry back: nothing of its words stays on the phone.
   *  @throws as save; UnknownEntry */
  withdraw(id: string): Promise<void>;
  /** Keys first, then databases, caches, notifications. Works offline. */
  destroy(): Promise<void>;
  /** Resolves when nothing is on its way to the disk any more. */
  settled(): Promise<void>;
  /** Lets go of the databases; for tests, for leaving the page, and after it was locked. */
  close(): void;
}

/** What the phone holds of the entries that its client shares, and of what came down. */
export interface SharedStore extends Omit<Store, "save" | "shared" | "unreadableHere" | "addHere" | "settled"> {
  readonly device: string;
  /** The open data key; its bytes cannot be had from it. */
  readonly dataKey: CryptoKey;
  /** For sync only: what waits, and what became of it. */
  readonly queue: Queue;
  /** A property, so that the compiler refuses to hand over an entry that is only here. */
  save: (draft: SharedEntry) => Promise<SavedEntry>;
  /** Whether anything of the entry lies here, a withdrawal too. */
  has(id: string): Promise<boolean>;
  /** Of the half-filled forms that lie here. */
  draftKeys(): Promise<string[]>;
  /** Takes over what GET /api/device said (epoch, exchange key). */
  adopt(reply: DeviceReply): Promise<void>;
  /** True when the server was not asked for its key since a day. */
  keyIsOld(): boolean;
}

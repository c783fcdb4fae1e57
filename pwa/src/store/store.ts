import { effect, type Signal, signal } from "@preact/signals-core";
import type { DeviceReply } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import { uuid7 } from "../entry/uuid.ts";
import { readEnvelope } from "../entry/envelope.ts";
import { type Change, openChanges } from "./change.ts";
import { clientRow, keyIsOld, renew } from "./control.ts";
import type { Core } from "./core.ts";
import { openDataKey } from "./data_key.ts";
import { destroyClient } from "./destroy.ts";
import { Disk } from "./disk.ts";
import type { Moved } from "./counts.ts";
import { openDrafts, openSettings } from "./drafts.ts";
import { NotJoined, orStorageError } from "./errors.ts";
import { openLock } from "./lock.ts";
import { Memory } from "./memory.ts";
import { isToBeAsked } from "./mend.ts";
import { openQueue, type PageQueue } from "./queue.ts";
import { type ClientDisk, type ClientRow, layoutOf } from "./schema.ts";
import { revisionsOf } from "./rows.ts";
import { type PublicKey, readPublicKey } from "./seal.ts";
import type { SavedEntry, SharedEntry } from "../entry/entry.ts";
import type { Closed } from "./open.ts";
import type { Drafts, SharedStore } from "./types.ts";
import { type Written, writeEntry, writeWithdrawal } from "./write.ts";

/** Opens the memory of a client this phone knows (`remember`), ready for the first paint. `unlocked` is the data key that
 *  the PIN opened.
 *  @throws NotJoined, Locked, StoreTooNew */
export async function openStore(client: string, unlocked?: CryptoKey): Promise<SharedStore> {
  const known = await clientRow(client);
  if (!known) throw new NotJoined("This phone knows no such client.");
  const closed = signal<Closed | null>(null);
  const [dataKey, disk] = await Promise.all([
    unlocked ?? openDataKey(known),
    Disk.open(layoutOf(client), (why) => {
      closed.value ??= why;
    }),
  ]);
  await standAt(disk, known);
  const store = new PhoneStore(known, disk, dataKey, closed);
  await store.load();
  return store;
}

class PhoneStore implements SharedStore {
  readonly client: string;
  readonly device: string;
  readonly closed: Signal<Closed | null>;
  readonly entries: SharedStore["entries"];
  readonly complete: SharedStore["complete"];
  readonly agreed: SharedStore["agreed"];
  readonly status: SharedStore["status"];
  readonly queue: PageQueue;
  readonly dataKey: CryptoKey;
  readonly lock: ReturnType<typeof openLock>;
  private readonly core: Core;
  private readonly keys: ExchangeKeys;
  private readonly memory: Memory;
  private readonly drafts: Drafts;
  private readonly settings: ReturnType<typeof openSettings>;

  constructor(known: ClientRow, disk: ClientDisk, dataKey: CryptoKey, closed: Signal<Closed | null>) {
    const { client, device } = known;
    const channel = openChanges(client, (change) => {
      this.hear(change);
    });
    this.keys = exchangeKeys(known);
    this.core = { disk, client, device, dataKey, channel, publicKey: this.keys.current };
    this.memory = new Memory(this.core);
    this.drafts = openDrafts(this.core);
    this.settings = openSettings(this.core);
    this.queue = openQueue(this.core, this.memory);
    this.lock = openLock(client, known.pin !== undefined, channel, () => {
      this.forget();
    });
    this.client = client;
    this.device = device;
    this.dataKey = dataKey;
    this.closed = closed;
    ({ entries: this.entries, complete: this.complete, agreed: this.agreed, status: this.status } = this.memory);
    effect(() => {
      if (closed.value !== "gone" && closed.value !== "locked") return;
      this.memory.clear();
      this.settings.clear();
    });
    effect(() => {
      // What does not open is asked for at the next exchange: at once, since it may be what the client looks for.
      if (this.memory.unreadable.value.rows.some(isToBeAsked)) this.queue.queued();
    });
  }

  async load(): Promise<void> {
    await Promise.all([this.memory.load(), this.settings.load()]);
  }

  async save(draft: SharedEntry): Promise<SavedEntry> {
    const id = draft.id ?? uuid7(now().getTime());
    return this.written(await orStorageError(writeEntry(this.core, id, draft)));
  }

  async has(id: string): Promise<boolean> {
    return (await this.core.disk.use((db) => db.getKey("entries", revisionsOf(id)))) !== undefined;
  }

  async withdraw(id: string): Promise<void> {
    this.written(await orStorageError(writeWithdrawal(this.core, id)));
  }

  draft<T>(key: string): Promise<T | null> {
    return this.drafts.draft<T>(key);
  }

  keepDraft(key: string, value: unknown): Promise<void> {
    return this.drafts.keepDraft(key, value);
  }

  dropDraft(key: string): Promise<void> {
    return this.drafts.dropDraft(key);
  }

  draftKeys(): Promise<string[]> {
    return this.core.disk.use((db) => db.getAllKeys("drafts"));
  }

  setting<T>(key: string): T | undefined {
    return this.settings.setting<T>(key);
  }

  keepSetting(key: string, value: unknown): Promise<void> {
    return this.settings.keepSetting(key, value);
  }

  async adopt(reply: DeviceReply): Promise<void> {
    if (reply.client !== this.client) return this.queue.note({ otherClient: true });
    const row = await renew(reply);
    if (row) this.keys.change(row);
  }

  keyIsOld(): boolean {
    return this.keys.old();
  }

  async destroy(): Promise<void> {
    this.closed.value = "gone";
    this.close();
    await destroyClient(this.client);
  }

  close(): void {
    this.core.channel.close();
    this.core.disk.close();
  }

  /** What is on its way to the disk still arrives there. */
  private forget(): void {
    this.closed.value ??= "locked";
  }

  /** Another tab or the worker changed something. */
  private hear(change: Change): void {
    if (change.gone) {
      this.core.disk.close();
      this.closed.value = "gone";
      return;
    }
    if (change.locked) this.forget();
    if (change.lock !== undefined) this.lock.on.value = change.lock;
    if (change.contact) this.memory.contact(change.contact);
    // A tab that lost its database meanwhile has nothing to read.
    if (change.setting !== undefined) this.settings.load().catch(() => undefined);
    if (change.rows ?? change.agreed) this.memory.refresh(change).catch(() => undefined);
    if (change.queued) this.queue.queued();
  }

  private written({ row, text, cleared }: Written): SavedEntry {
    const { sealed: _, ...clear } = row;
    const { id, revision, device } = row;
    const open = { row: clear, envelope: readEnvelope(text) };
    this.memory.show([open]);
    this.memory.remove(cleared.rows);
    const gone = cleared.items.map(([, below]): Moved => ({ id, revision: below, now: "left" }));
    this.memory.settle({ moved: [...gone, { id, revision, now: "queued" }], rows: [row] });
    this.core.channel.tell({ rows: [[id, revision, device], ...cleared.rows], queued: true });
    this.queue.queued();
    return { ...clear, ...open.envelope, state: "waiting" };
  }
}

interface ExchangeKeys {
  current: () => Promise<PublicKey>;
  change: (row: ClientRow) => void;
  old: () => boolean;
}

function exchangeKeys(known: ClientRow): ExchangeKeys {
  let row = known;
  let read: Promise<PublicKey> | null = null;
  return {
    current() {
      if (!row.exchange_key) return Promise.reject(new NotJoined("The practice's key has not come yet."));
      read ??= readPublicKey(row.exchange_key).catch((error: unknown) => {
        // Without a network the part that seals may not have come yet: the next one asks again.
        read = null;
        throw error;
      });
      return read;
    },
    change(next) {
      row = next;
      read = null;
    },
    old: () => keyIsOld(row),
  };
}

/** A new memory starts at the epoch the server named when the phone joined. */
async function standAt(disk: ClientDisk, { epoch }: ClientRow): Promise<void> {
  const fresh = { cursor: 0, agreed_version: null, lost: null, last_contact: null, skew_ms: 0, signed_out: false };
  await disk.use(async (db) => {
    const tx = db.transaction("meta", "readwrite");
    if (!(await tx.store.getKey("sync"))) await tx.store.put({ epoch, ...fresh }, "sync");
    await tx.done;
  });
}

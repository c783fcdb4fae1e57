import { effect, type Signal, signal } from "@preact/signals-core";
import type { DeviceReply } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import { uuid7 } from "../entry/uuid.ts";
import { readEnvelope } from "../entry/envelope.ts";
import { type Change, openChannel } from "./channel.ts";
import { clientRow, remember } from "./control.ts";
import type { Core } from "./core.ts";
import { openDataKey } from "./data_key.ts";
import { destroyClient } from "./destroy.ts";
import { type Drafts, openDrafts, openSettings, type Settings } from "./drafts.ts";
import { NotJoined } from "./errors.ts";
import { type Memory, openMemory } from "./memory.ts";
import { openQueue, type PageQueue } from "./queue.ts";
import { type ClientDb, type ClientRow, clientMigrations, nameFor, openAt } from "./schema.ts";
import { orStorageError } from "./rows.ts";
import { type PublicKey, readPublicKey } from "./seal.ts";
import type { Closed, NewEntry, SavedEntry, Store } from "./types.ts";
import { shown } from "./view.ts";
import { type Written, writeEntry, writeWithdrawal } from "./write.ts";

/** Opens the memory of a client this phone knows (`remember`), ready for the first paint.
 *  @throws NotJoined, StoreTooNew */
export async function openStore(client: string): Promise<Store> {
  const known = await clientRow(client);
  if (!known) throw new NotJoined("This phone knows no such client.");
  const closed = signal<Closed | null>(null);
  const [dataKey, db] = await Promise.all([
    openDataKey(known),
    openAt(nameFor(client), clientMigrations, (why) => {
      closed.value ??= why;
    }),
  ]);
  await standAt(db, known);
  const store = new PhoneStore(known, db, dataKey, closed);
  await store.load();
  return store;
}

class PhoneStore implements Store {
  readonly client: string;
  readonly device: string;
  readonly closed: Signal<Closed | null>;
  readonly entries: Store["entries"];
  readonly complete: Store["complete"];
  readonly agreed: Store["agreed"];
  readonly status: Store["status"];
  readonly queue: PageQueue;
  private readonly core: Core;
  private readonly keys: ExchangeKeys;
  private readonly memory: Memory;
  private readonly drafts: Drafts;
  private readonly settings: Settings;

  constructor(known: ClientRow, db: ClientDb, dataKey: CryptoKey, closed: Signal<Closed | null>) {
    const { client, device } = known;
    const channel = openChannel(client, (change) => {
      this.hear(change);
    });
    this.keys = exchangeKeys(known);
    this.core = { db, client, device, dataKey, channel, publicKey: this.keys.current };
    this.memory = openMemory(this.core);
    this.drafts = openDrafts(this.core);
    this.settings = openSettings(this.core);
    this.queue = openQueue(this.core, this.memory);
    this.client = client;
    this.device = device;
    this.closed = closed;
    ({ entries: this.entries, complete: this.complete, agreed: this.agreed, status: this.status } = this.memory);
    effect(() => {
      if (closed.value === "gone") this.memory.clear();
    });
  }

  async load(): Promise<void> {
    await Promise.all([this.memory.load(), this.settings.load()]);
  }

  async save(draft: NewEntry): Promise<SavedEntry> {
    const id = draft.id ?? uuid7(now().getTime());
    return this.written(await orStorageError(writeEntry(this.core, id, draft)));
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

  setting<T>(key: string): T | undefined {
    return this.settings.setting<T>(key);
  }

  keepSetting(key: string, value: unknown): Promise<void> {
    return this.settings.keepSetting(key, value);
  }

  async adopt(reply: DeviceReply): Promise<void> {
    if (reply.client !== this.client) return this.queue.note({ otherClient: true });
    await remember(reply);
    const row = await clientRow(this.client);
    if (row) this.keys.change(row);
  }

  async destroy(): Promise<void> {
    this.closed.value = "gone";
    this.close();
    await destroyClient(this.client);
  }

  close(): void {
    this.core.channel.close();
    this.core.db.close();
  }

  /** Another tab or the worker changed something. */
  private hear(change: Change): void {
    if (change.gone) {
      this.core.db.close();
      this.closed.value = "gone";
      return;
    }
    if (change.contact) this.memory.contact(change.contact);
    // A tab that lost its database meanwhile has nothing to read.
    if (change.setting !== undefined) this.settings.load().catch(() => undefined);
    if (change.rows ?? change.agreed) this.memory.refresh(change).catch(() => undefined);
    if (change.queued) this.queue.queued();
  }

  private written({ row, text }: Written): SavedEntry {
    const { sealed: _, ...clear } = row;
    const { id, revision, device } = row;
    const open = { row: clear, envelope: readEnvelope(text) };
    this.memory.show([open]);
    this.memory.settle({ moved: [{ id, revision, now: "queued" }], rows: [row] });
    this.core.channel.tell({ rows: [[id, revision, device]], queued: true });
    this.queue.queued();
    return shown([open])[0] ?? { ...clear, ...open.envelope, state: "waiting" };
  }
}

interface ExchangeKeys {
  current: () => Promise<PublicKey>;
  change: (row: ClientRow) => void;
}

function exchangeKeys(known: ClientRow): ExchangeKeys {
  let row = known;
  let read: Promise<PublicKey> | null = null;
  return {
    current() {
      if (!row.exchange_key) return Promise.reject(new NotJoined("The practice's key has not come yet."));
      read ??= readPublicKey(row.exchange_key);
      return read;
    },
    change(next) {
      row = next;
      read = null;
    },
  };
}

/** A new memory starts at the epoch the server named when the phone joined. */
async function standAt(db: ClientDb, { epoch }: ClientRow): Promise<void> {
  const tx = db.transaction("meta", "readwrite");
  const fresh = { cursor: 0, agreed_version: null, lost: null, last_contact: null, skew_ms: 0, signed_out: false };
  if (!(await tx.store.getKey("sync"))) await tx.store.put({ epoch, ...fresh }, "sync");
  await tx.done;
}

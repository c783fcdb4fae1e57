import { effect, signal } from "@preact/signals-core";
import { now } from "../clock/clock.ts";
import { uuid7 } from "../entry/uuid.ts";
import { readEnvelope } from "../entry/envelope.ts";
import { type Change, openChannel } from "./channel.ts";
import { clientRow, remember } from "./control.ts";
import type { Core } from "./core.ts";
import { openDataKey } from "./data_key.ts";
import { destroyClient } from "./destroy.ts";
import { openDrafts, openSettings } from "./drafts.ts";
import { NotJoined } from "./errors.ts";
import { openMemory } from "./memory.ts";
import { openQueue } from "./queue.ts";
import { type ClientDb, type ClientRow, clientMigrations, nameFor, openAt } from "./schema.ts";
import { orStorageError } from "./rows.ts";
import { type PublicKey, readPublicKey } from "./seal.ts";
import type { Closed, SavedEntry, Store } from "./types.ts";
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
  let hear: (change: Change) => void = () => undefined;
  const channel = openChannel(client, (change) => {
    hear(change);
  });
  const keys = exchangeKeys(known);
  const core: Core = { db, client, device: known.device, dataKey, channel, publicKey: keys.current };
  const memory = openMemory(core);
  const queue = openQueue(core, memory);
  const drafts = openDrafts(core);
  const settings = openSettings(core);
  await Promise.all([memory.load(), settings.load()]);

  const forgetAll = effect(() => {
    if (closed.value === "gone") memory.clear();
  });
  hear = (change) => {
    if (change.gone) {
      db.close();
      closed.value = "gone";
      return;
    }
    if (change.contact) memory.contact(change.contact);
    // A tab that lost its database meanwhile has nothing to read.
    if (change.setting !== undefined) settings.load().catch(() => undefined);
    if (change.rows ?? change.agreed) memory.refresh(change).catch(() => undefined);
    if (change.queued) queue.queued();
  };

  function written({ row, text }: Written): SavedEntry {
    const { sealed: _, ...clear } = row;
    const open = { row: clear, envelope: readEnvelope(text) };
    memory.show([open]);
    memory.settle({ moved: [{ id: row.id, revision: row.revision, now: "queued" }], rows: [row] });
    channel.tell({ rows: [[row.id, row.revision, row.device]], queued: true });
    queue.queued();
    return shown([open])[0] ?? { ...clear, ...open.envelope, state: "waiting" };
  }

  return {
    client,
    device: known.device,
    entries: memory.entries,
    complete: memory.complete,
    agreed: memory.agreed,
    status: memory.status,
    closed,
    queue,
    ...drafts,
    setting: settings.setting,
    keepSetting: settings.keepSetting,
    async save(draft) {
      return written(await orStorageError(writeEntry(core, draft.id ?? uuid7(now().getTime()), draft)));
    },
    async withdraw(id) {
      written(await orStorageError(writeWithdrawal(core, id)));
    },
    async adopt(reply) {
      if (reply.client !== client) return queue.note({ otherClient: true });
      await remember(reply);
      keys.change((await clientRow(client)) ?? known);
    },
    async destroy() {
      closed.value = "gone";
      db.close();
      channel.close();
      await destroyClient(client);
    },
    close() {
      forgetAll();
      channel.close();
      db.close();
    },
  };
}

function exchangeKeys(known: ClientRow): { current: () => Promise<PublicKey>; change: (row: ClientRow) => void } {
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

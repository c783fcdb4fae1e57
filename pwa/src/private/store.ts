import { batch, signal } from "@preact/signals-core";
import type { IDBPObjectStore } from "idb";
import { now, zone } from "../clock/clock.ts";
import type { PrivateDraft, PrivateEntry, SavedEntry } from "../entry/entry.ts";
import { checkLengths } from "../entry/envelope.ts";
import { uuid7 } from "../entry/uuid.ts";
import { type Channel, openChannel } from "../store/channel.ts";
import { openText, sealText } from "../store/data_key.ts";
import { Disk } from "../store/disk.ts";
import { UnknownEntry } from "../store/errors.ts";
import { type Closed, privateNameFor } from "../store/open.ts";
import { Names } from "./names.ts";
import { privateLayout, type PrivateRow, type PrivateSchema } from "./schema.ts";
import type { Move, PrivateStore, ReadBack } from "./types.ts";

/** Enough for Today and the top of History; the first paint waits for no more. */
const FIRST = 100;

/** Opens what is only on this phone. `dataKey` is the client's, open.
 *  @throws StoreTooNew */
export async function openPrivate(client: string, dataKey: CryptoKey): Promise<PrivateStore> {
  const closed = signal<Closed | null>(null);
  const disk = await Disk.open(privateLayout(client), (why) => {
    closed.value ??= why;
  });
  const store = new Here(client, disk, dataKey, closed);
  await store.load();
  return store;
}

type Rows<Name extends "entries" | "gone"> = IDBPObjectStore<PrivateSchema, ["entries", "gone"], Name, "readwrite">;

/** null where the row does not open on this phone. */
type Held = Omit<PrivateRow, "sealed"> & { entry: SavedEntry | null };

class Here implements PrivateStore {
  readonly entries = signal<readonly SavedEntry[]>([]);
  readonly complete = signal(false);
  readonly unreadable = signal(0);
  readonly closed: PrivateStore["closed"];
  unfinished: readonly string[] = [];
  private readonly disk: Disk<PrivateSchema>;
  private readonly dataKey: CryptoKey;
  private readonly channel: Channel<string>;
  private readonly held = new Map<string, Held>();
  private readonly names = new Names();
  /** Read since the start: what was found on the disk then is older. */
  private readonly newer = new Set<string>();
  private cleared = false;

  constructor(client: string, disk: Disk<PrivateSchema>, dataKey: CryptoKey, closed: PrivateStore["closed"]) {
    this.disk = disk;
    this.dataKey = dataKey;
    this.closed = closed;
    this.channel = openChannel<string>(privateNameFor(client), (id) => {
      // A tab that lost its database meanwhile has nothing to read.
      this.read(id).catch(() => undefined);
    });
  }

  async load(): Promise<void> {
    const [found, gone] = await this.disk.use((db) => Promise.all([db.getAll("entries"), db.getAll("gone")]));
    for (const row of [...found, ...gone]) this.names.learn(row.id, row);
    const rows = found.reverse();
    this.unfinished = rows.filter(isUnderWay).map(({ id }) => id);
    await this.add(rows.slice(0, FIRST));
    const older = async (): Promise<void> => {
      await this.add(rows.slice(FIRST));
      this.complete.value = true;
    };
    void older();
  }

  async move(id: string): Promise<Move | null> {
    const row = await this.disk.use((db) => db.get("entries", id));
    return row && isUnderWay(row) ? { to: row.leaving ?? null } : null;
  }

  async idNow(id: string): Promise<string> {
    const gone = await this.disk.use((db) => db.get("gone", id));
    return gone?.to === undefined ? id : this.idNow(gone.to);
  }

  knownAs(id: string): string {
    return this.names.now(id);
  }

  async has(id: string): Promise<boolean> {
    return (await this.disk.use((db) => db.getKey("entries", id))) !== undefined;
  }

  save(id: string, draft: PrivateDraft): Promise<SavedEntry> {
    return this.write(id, draft, {});
  }

  come(id: string, draft: PrivateDraft): Promise<SavedEntry> {
    return this.write(id, draft, { coming: true });
  }

  async leave(id: string): Promise<string> {
    const to = await this.strictly(async (store) => {
      const row = await store.get(id);
      if (!row) throw new UnknownEntry(id);
      const { leaving = uuid7(now().getTime()) } = row;
      await store.put({ ...row, leaving });
      return leaving;
    });
    await this.changed(id);
    return to;
  }

  async stay(id: string): Promise<void> {
    await this.strictly(async (store) => {
      const row = await store.get(id);
      if (row) await store.put({ id, sealed: row.sealed });
    });
    await this.changed(id);
  }

  async go(id: string): Promise<void> {
    await this.strictly(async (store, gone) => {
      const row = await store.get(id);
      if (!row || !isUnderWay(row)) return;
      await store.delete(id);
      if (row.leaving !== undefined) await gone.put({ id, to: row.leaving });
    });
    await this.changed(id);
  }

  async remove(id: string): Promise<void> {
    await this.strictly(async (store, gone) => {
      await store.delete(id);
      await gone.put({ id });
    });
    await this.changed(id);
  }

  async addMissing(entries: readonly PrivateEntry[]): Promise<ReadBack> {
    const rows = await Promise.all(entries.map((entry) => this.seal(entry)));
    const { added, left } = await this.strictly(async (store, gone) => {
      const [there, went] = [new Set(await store.getAllKeys()), new Set(await gone.getAllKeys())];
      const missing = rows.filter(({ id }) => !there.has(id));
      const added = missing.filter(({ id }) => !went.has(id));
      await Promise.all(added.map((row) => store.put(row)));
      return { added, left: missing.length - added.length };
    });
    await Promise.all(added.map(({ id }) => this.changed(id)));
    return { added: added.length, gone: left };
  }

  clear(): void {
    this.cleared = true;
    this.held.clear();
    this.show();
  }

  close(): void {
    this.channel.close();
    this.disk.close();
  }

  private strictly<T>(work: (entries: Rows<"entries">, gone: Rows<"gone">) => Promise<T>): Promise<T> {
    return this.disk.strictly(["entries", "gone"], (tx) => work(tx.objectStore("entries"), tx.objectStore("gone")));
  }

  private async write(id: string, draft: PrivateDraft, mark: Pick<PrivateRow, "coming">): Promise<SavedEntry> {
    const { kind, subject, local_date, body } = draft;
    const revision = (this.held.get(id)?.entry?.revision ?? 0) + 1;
    const entry: PrivateEntry = { id, revision, kind, subject, local_date, recorded_at: now().toISOString(), zone: zone(), body };
    checkLengths(body, JSON.stringify(entry));
    const row = { ...(await this.seal(entry)), ...mark };
    await this.strictly((store) => store.put(row));
    await this.changed(id);
    return savedOf(entry);
  }

  private async seal(entry: PrivateEntry): Promise<PrivateRow> {
    return { id: entry.id, sealed: await sealText(this.dataKey, placeOf(entry.id), JSON.stringify(entry)) };
  }

  private async changed(id: string): Promise<void> {
    this.channel.tell(id);
    await this.read(id);
  }

  /** Takes over what lies on the disk of one entry. */
  private async read(id: string): Promise<void> {
    this.newer.add(id);
    const [row, gone] = await this.disk.use((db) => Promise.all([db.get("entries", id), db.get("gone", id)]));
    this.names.learn(id, gone ?? row ?? {});
    const held = row && (await this.open(row));
    if (this.cleared) return;
    if (held) this.held.set(id, held);
    else this.held.delete(id);
    this.show();
  }

  private async add(rows: readonly PrivateRow[]): Promise<void> {
    const opened = await Promise.all(rows.map((row) => this.open(row)));
    if (this.cleared) return;
    for (const one of opened) if (!this.newer.has(one.id)) this.held.set(one.id, one);
    this.show();
  }

  private async open({ id, sealed, ...mark }: PrivateRow): Promise<Held> {
    const text = await openText(this.dataKey, placeOf(id), sealed).catch(() => null);
    return { id, ...mark, entry: text === null ? null : savedOf(JSON.parse(text) as PrivateEntry) };
  }

  private show(): void {
    const settled = [...this.held.values()].filter((held) => !isUnderWay(held)).map(({ entry }) => entry);
    const open = settled.filter((entry) => entry !== null).map((entry) => this.names.of(entry));
    batch(() => {
      this.entries.value = open.sort((one, other) => (one.id < other.id ? 1 : -1));
      this.unreadable.value = settled.length - open.length;
    });
  }
}

const placeOf = (id: string): string => `private/${id}`;

const isUnderWay = ({ coming, leaving }: Pick<PrivateRow, "coming" | "leaving">): boolean => coming === true || leaving !== undefined;

function savedOf(entry: PrivateEntry): SavedEntry {
  const nowhere = { received_at: null, code: null, reason: null, device: null };
  return { ...entry, share: "only_here", state: "only_here", bring_up: false, withdrawn: false, ...nowhere };
}

import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import { isNamed, orStorageError, StoreClosed } from "./errors.ts";
import { type Closed, type Migration, openAt } from "./open.ts";

/** Which database it is, and how it is known to be still the same after its connection was lost. */
export interface Layout<Schema extends DBSchema> {
  name: string;
  migrations: readonly Migration<Schema>[];
  stands: (db: IDBPDatabase<Schema>) => Promise<boolean>;
}

/** One database of a client. Where the browser took the connection away, the next use makes a new one. */
export class Disk<Schema extends DBSchema> {
  private readonly layout: Layout<Schema>;
  private readonly closed: (why: Closed) => void;
  private connection: Promise<IDBPDatabase<Schema>> | null = null;
  private shut = false;

  private constructor(layout: Layout<Schema>, closed: (why: Closed) => void) {
    this.layout = layout;
    this.closed = closed;
  }

  /** `closed` is called when this memory has to be given up for good.
   *  @throws StoreTooNew */
  static async open<Schema extends DBSchema>(layout: Layout<Schema>, closed: (why: Closed) => void): Promise<Disk<Schema>> {
    const disk = new Disk(layout, closed);
    await disk.connect((db) => Promise.resolve(db));
    return disk;
  }

  /** Does `work` with the database. Once more where the connection turns out to be lost: nothing of the first time was
   *  written then.
   *  @throws StoreClosed after it was given up */
  async use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const connection = this.connected();
    try {
      return await work(await connection);
    } catch (error) {
      if (!isNamed(error, "InvalidStateError")) throw error;
      if (this.connection === connection) this.connection = null;
      return work(await this.connected());
    }
  }

  /** One read-write transaction that counts as done only when it is on the disk.
   *  @throws StorageFull, StoreClosed; nothing of `work` was written then */
  strictly<Names extends StoreNames<Schema>[], T>(
    names: Names,
    work: (tx: IDBPTransaction<Schema, Names, "readwrite">) => Promise<T>,
  ): Promise<T> {
    return orStorageError(this.use((db) => strictTransaction(db, names, work)));
  }

  close(): void {
    this.shut = true;
    this.connection?.then(
      (db) => {
        db.close();
      },
      () => undefined,
    );
  }

  private connected(): Promise<IDBPDatabase<Schema>> {
    if (this.shut) return Promise.reject(new StoreClosed("The memory was closed."));
    return this.connection ?? this.connect((db) => this.stillThere(db));
  }

  private connect(check: (db: IDBPDatabase<Schema>) => Promise<IDBPDatabase<Schema>>): Promise<IDBPDatabase<Schema>> {
    const lost = (): void => {
      if (this.connection === mine) this.connection = null;
    };
    const mine = openAt(this.layout.name, this.layout.migrations, (why) => {
      lost();
      if (why !== "lost") this.giveUp(why);
    }).then(check);
    this.connection = mine;
    // The next use tries once more.
    mine.catch(lost);
    return mine;
  }

  /** With a lost connection may have gone what lay there, as when a person clears the site's data. */
  private async stillThere(db: IDBPDatabase<Schema>): Promise<IDBPDatabase<Schema>> {
    if (await this.layout.stands(db)) return db;
    db.close();
    this.giveUp("gone");
    throw new StoreClosed("The memory is gone.");
  }

  private giveUp(why: Closed): void {
    this.shut = true;
    this.closed(why);
  }
}

/** As `Disk.strictly`, over a connection. */
export async function strictTransaction<Schema extends DBSchema, Names extends StoreNames<Schema>[], T>(
  db: IDBPDatabase<Schema>,
  names: Names,
  work: (tx: IDBPTransaction<Schema, Names, "readwrite">) => Promise<T>,
): Promise<T> {
  const tx = db.transaction(names, "readwrite", { durability: "strict" });
  // Its failure is met below; unhandled it would be reported a second time.
  tx.done.catch(() => undefined);
  const result = await work(tx).catch((error: unknown) => {
    abort(tx);
    throw error;
  });
  await tx.done;
  return result;
}

function abort(tx: { abort: () => void }): void {
  try {
    tx.abort();
  } catch {
    // A failed request has already ended it.
  }
}

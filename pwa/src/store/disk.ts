import { isNamed, StoreClosed } from "./errors.ts";
import { type ClientDb, clientMigrations, nameFor, openAt } from "./schema.ts";
import type { Closed } from "./types.ts";

/** One client's database. Where the browser took the connection away, the next use makes a new one. */
export class Disk {
  private readonly client: string;
  private readonly closed: (why: Closed) => void;
  private connection: Promise<ClientDb> | null = null;
  private shut = false;

  private constructor(client: string, closed: (why: Closed) => void) {
    this.client = client;
    this.closed = closed;
  }

  /** `closed` is called when this memory has to be given up for good.
   *  @throws StoreTooNew */
  static async open(client: string, closed: (why: Closed) => void): Promise<Disk> {
    const disk = new Disk(client, closed);
    await disk.connect((db) => Promise.resolve(db));
    return disk;
  }

  /** Does `work` with the database. Once more where the connection turns out to be lost: nothing of the first time was
   *  written then.
   *  @throws StoreClosed after it was given up */
  async use<T>(work: (db: ClientDb) => Promise<T>): Promise<T> {
    const connection = this.connected();
    try {
      return await work(await connection);
    } catch (error) {
      if (!isNamed(error, "InvalidStateError")) throw error;
      if (this.connection === connection) this.connection = null;
      return work(await this.connected());
    }
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

  private connected(): Promise<ClientDb> {
    if (this.shut) return Promise.reject(new StoreClosed("The memory was closed."));
    return this.connection ?? this.connect((db) => this.stillThere(db));
  }

  private connect(check: (db: ClientDb) => Promise<ClientDb>): Promise<ClientDb> {
    const lost = (): void => {
      if (this.connection === mine) this.connection = null;
    };
    const mine = openAt(nameFor(this.client), clientMigrations, (why) => {
      lost();
      if (why !== "lost") this.giveUp(why);
    }).then(check);
    this.connection = mine;
    // The next use tries once more.
    mine.catch(lost);
    return mine;
  }

  /** With a lost connection may have gone what lay there, as when a person clears the site's data. */
  private async stillThere(db: ClientDb): Promise<ClientDb> {
    if ((await db.getKey("meta", "sync")) !== undefined) return db;
    db.close();
    this.giveUp("gone");
    throw new StoreClosed("The memory is gone.");
  }

  private giveUp(why: Closed): void {
    this.shut = true;
    this.closed(why);
  }
}

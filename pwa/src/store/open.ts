import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { StoreTooNew } from "./errors.ts";

/** Position n takes a database from version n to n + 1. */
export type Migration<Schema extends DBSchema> = (
  db: IDBPDatabase<Schema>,
  tx: IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">,
) => void;

export const CONTROL = "throughline";
export const nameFor = (client: string): string => `${CONTROL}-${client}`;

/** Of what is only on this phone: a database of its own, which nothing that sends ever opens. */
export const privateNameFor = (client: string): string => `${CONTROL}-private-${client}`;

/** newer_tab: a newer version of the app opened the memory, this tab must be reloaded; gone: wiped or signed out; locked: it
 *  opens with the PIN again. */
export type Closed = "newer_tab" | "gone" | "locked";

/** Why a connection ended: for good, or "lost" because the browser took it away without being asked. */
export type Ended = Exclude<Closed, "locked"> | "lost";

/** Opens a database at the newest version of `migrations`.
 *  `ended` is called when this connection had to give way: to a newer version of the app, or to a deletion ("gone"); and
 *  when the browser took it away ("lost"), which it does after its own faults and when a person clears the site's data.
 *  @throws StoreTooNew */
export async function openAt<Schema extends DBSchema>(
  name: string,
  migrations: readonly Migration<Schema>[],
  ended: (why: Ended) => void,
): Promise<IDBPDatabase<Schema>> {
  try {
    const db = await openDB<Schema>(name, migrations.length, {
      upgrade(opened, from, _to, tx) {
        for (const migrate of migrations.slice(from)) {
          migrate(opened, tx);
        }
      },
      // An old tab that kept its connection would hold up the newer one for ever.
      blocking(_current, wanted) {
        db.close();
        ended(wanted === null ? "gone" : "newer_tab");
      },
      terminated() {
        ended("lost");
      },
    });
    return db;
  } catch (error) {
    if (error instanceof DOMException && error.name === "VersionError") throw new StoreTooNew();
    throw error;
  }
}

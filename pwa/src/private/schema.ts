import type { DBSchema } from "idb";
import type { Layout } from "../store/disk.ts";
import { type Migration, privateNameFor } from "../store/open.ts";

export interface PrivateRow {
  id: string;
  /** What its author wrote, as JSON under the data key. */
  sealed: Uint8Array<ArrayBuffer>;
  /** It was shared until now, under the same id: that is still to be taken back. */
  coming?: true;
  /** It is about to be shared, under this id. */
  leaving?: string;
}

/** An entry that lay here and went: nothing of it but its id, so that no copy brings it back. */
export interface GoneRow {
  id: string;
  /** It was shared, under this id. */
  to?: string;
}

export interface PrivateSchema extends DBSchema {
  entries: { key: string; value: PrivateRow };
  gone: { key: string; value: GoneRow };
}

/** Never removed, never changed, none drops a row. */
export const privateMigrations: readonly Migration<PrivateSchema>[] = [
  (db) => {
    db.createObjectStore("entries", { keyPath: "id" });
  },
  (db) => {
    db.createObjectStore("gone", { keyPath: "id" });
  },
];

export const privateLayout = (client: string): Layout<PrivateSchema> => ({
  name: privateNameFor(client),
  migrations: privateMigrations,
  // Whether the phone's memory was cleared is for the shared store to say: here nothing at all may be right.
  stands: () => Promise.resolve(true),
});

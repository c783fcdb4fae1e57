import { CONTROL, openAt } from "./open.ts";
import { type ControlDb, controlMigrations } from "./schema.ts";

let opened: Promise<ControlDb> | null = null;

/** The database that says whose phone this is. */
export function control(): Promise<ControlDb> {
  opened ??= openAt(CONTROL, controlMigrations, () => {
    opened = null;
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** Lets go of it; for tests. */
export async function closeControl(): Promise<void> {
  const db = await opened?.catch(() => null);
  opened = null;
  db?.close();
}

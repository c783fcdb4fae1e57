import { type Channel, openChannel } from "./channel.ts";
import { nameFor } from "./open.ts";
import type { Contact } from "./queue_types.ts";
import type { EntryKey } from "./schema.ts";

/** What one tab, or the worker, changed; the others read it anew. */
export interface Change {
  rows?: EntryKey[];
  agreed?: boolean;
  queued?: boolean;
  setting?: string;
  contact?: Contact;
  gone?: boolean;
  /** Everything open is to be forgotten. */
  locked?: boolean;
  /** Whether there is a lock now. */
  lock?: boolean;
}

export type Changes = Channel<Change>;

export const openChanges = (client: string, heard: (change: Change) => void): Changes => openChannel(nameFor(client), heard);

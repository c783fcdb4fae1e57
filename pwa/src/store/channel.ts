import type { Contact } from "./queue_types.ts";
import { type EntryKey, nameFor } from "./schema.ts";

/** What one tab, or the worker, changed; the others read it anew. */
export interface Change {
  rows?: EntryKey[];
  agreed?: boolean;
  queued?: boolean;
  setting?: string;
  contact?: Contact;
  gone?: boolean;
}

export interface Channel {
  tell(change: Change): void;
  close(): void;
}

/** Never delivers to the tab that tells. Where the browser has no BroadcastChannel each tab stands alone. */
export function openChannel(client: string, heard: (change: Change) => void): Channel {
  if (typeof BroadcastChannel === "undefined") return { tell: () => undefined, close: () => undefined };
  const channel = new BroadcastChannel(nameFor(client));
  let open = true;
  channel.onmessage = (event: MessageEvent<Change>) => {
    heard(event.data);
  };
  return {
    tell(change) {
      // What was under way when this tab let go tells nobody any more.
      if (open) channel.postMessage(change);
    },
    close() {
      open = false;
      channel.onmessage = null;
      channel.close();
    },
  };
}

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
  /** Nobody hears of anything: each tab has to look for itself. */
  readonly deaf: boolean;
  tell(change: Change): void;
  close(): void;
}

const nothing = (): void => undefined;

/** Never delivers to the tab that tells. Where the browser has no BroadcastChannel each tab stands alone. */
export function openChannel(client: string, heard: (change: Change) => void): Channel {
  if (typeof BroadcastChannel === "undefined") return { deaf: true, tell: nothing, close: nothing };
  const channel = new BroadcastChannel(nameFor(client));
  let open = true;
  channel.onmessage = (event: MessageEvent<Change>) => {
    heard(event.data);
  };
  return {
    deaf: false,
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

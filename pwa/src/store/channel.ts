export interface Channel<Change> {
  /** Nobody hears of anything: each tab has to look for itself. */
  readonly deaf: boolean;
  tell(change: Change): void;
  close(): void;
}

const nothing = (): void => undefined;

/** What the tabs of one database, by its name, tell each other. Never delivers to the tab that tells. Where the browser has
 *  no BroadcastChannel each tab stands alone. */
export function openChannel<Change>(name: string, heard: (change: Change) => void): Channel<Change> {
  if (typeof BroadcastChannel === "undefined") return { deaf: true, tell: nothing, close: nothing };
  const channel = new BroadcastChannel(name);
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

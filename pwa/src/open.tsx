import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { JoinReply } from "./api/wire.ts";
import { App, type AppProps } from "./app.tsx";
import { t } from "./i18n/catalogue.ts";
import { JoinPage } from "./screens.ts";
import type { Store } from "./store/types.ts";
import { here } from "./ui/navigate.ts";
import { Page } from "./ui/page.tsx";
import { Act } from "./ui/pieces.tsx";

interface OpenProps extends Pick<AppProps, "store" | "api" | "today" | "updateReady" | "version"> {
  /** Of an invitation that was opened just now. */
  token: string | null;
  /** What follows the wipe: nothing, or the invitation of somebody else. */
  onStopped: (then: "empty" | "join") => void;
  onLocked: () => void;
  onJoined: (reply: JoinReply) => void;
}

/** A memory that is open, until it closes. */
export function Open({ store, token, onJoined, onLocked, onStopped, ...rest }: OpenProps): VNode {
  const closed = store.closed.value;
  if (closed === "gone") return <Lost />;
  if (closed === "locked") return <Locking store={store} onLocked={onLocked} />;
  if (closed === "newer_tab") {
    return (
      <Page title={t.accounts.newerTab} lede={t.accounts.newerTabText}>
        <Reload />
      </Page>
    );
  }
  // Signed out, with a new invitation: what waits here goes out under it.
  if (here.value.pathname === "/join" && (token !== null || store.status.value.signedOut)) {
    const memory = {
      store,
      onStopped: () => {
        onStopped("join");
      },
    };
    return <JoinPage api={rest.api} token={token} memory={memory} onJoined={onJoined} />;
  }
  return (
    <App
      store={store}
      broken={<Broken />}
      {...rest}
      onStopped={() => {
        onStopped("empty");
      }}
    />
  );
}

/** The forms have left the screen, and what was typed last is on its way to the disk: it arrives before the memory is let go. */
export function Locking({ store, onLocked }: { store: Store; onLocked: () => void }): VNode {
  useEffect(() => {
    void store.settled().then(() => {
      store.close();
    });
    onLocked();
  }, []);
  return <Page title={t.loading} help={false} />;
}

/** With all it knew, the phone has forgotten why it had to wipe itself. */
export function Lost(): VNode {
  return <Page title={t.accounts.wiped} lede={t.accounts.wipedLost} help={false} />;
}

export function Broken(): VNode {
  return (
    <Page title={t.broken} lede={t.brokenLede} help={false}>
      <Reload />
    </Page>
  );
}

function Reload(): VNode {
  return (
    <Act
      onPress={() => {
        location.reload();
      }}
    >
      {t.reload}
    </Act>
  );
}

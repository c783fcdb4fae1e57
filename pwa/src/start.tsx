import { signal, type Signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals-core";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dropInvitation, dropWaiting, keepWaiting, keptWaiting } from "./accounts/invitation.ts";
import type { Api } from "./api/api.ts";
import { Unreachable } from "./api/errors.ts";
import type { DeviceReply, JoinReply } from "./api/wire.ts";
import { App } from "./app.tsx";
import { now, zone } from "./clock/clock.ts";
import { DAY_ENDS_AT, day as dayOf } from "./entry/day.ts";
import { t } from "./i18n/catalogue.ts";
import { JoinPage, OtherPage, WaitingPage } from "./screens.ts";
import { knownClient, remember } from "./store/control.ts";
import type { Store } from "./store/types.ts";
import { openMemory } from "./together.ts";
import { go, here } from "./ui/navigate.ts";
import { Page } from "./ui/page.tsx";
import { Act } from "./ui/pieces.tsx";

type Phase =
  | { is: "starting" }
  | { is: "join" }
  | { is: "waiting"; check: string; therapist: string }
  | { is: "open"; store: Store }
  | { is: "other"; store: Store; reply: JoinReply }
  | { is: "empty" }
  | { is: "broken" };

export interface StartProps {
  api: Api;
  token: string | null;
  updateReady: ReadonlySignal<boolean>;
  version: string;
}

/** From an unknown phone to an open memory: what the phone holds comes first, the server is asked only without it. */
export function Start({ api, token, updateReady, version }: StartProps): VNode {
  const [phase, setPhase] = useState<Phase>({ is: "starting" });
  const today = useToday(phase.is === "open" ? phase.store : null);
  const broken = (): void => {
    setPhase({ is: "broken" });
  };
  const joined = async (reply: DeviceReply): Promise<void> => {
    setPhase({ is: "open", store: await enter(reply) });
  };
  const look = (): void => {
    begin(api, token).then(setPhase, broken);
  };
  const wait = ({ check, therapist }: JoinReply): void => {
    const waiting = { check, therapist: therapist.name };
    keepWaiting(waiting);
    setPhase({ is: "waiting", ...waiting });
  };
  useEffect(look, []);

  switch (phase.is) {
    case "starting":
      return <Page title={t.loading} help={false} />;
    case "join":
      return <JoinPage api={api} token={token} onJoined={wait} />;
    case "waiting":
      return (
        <WaitingPage
          api={api}
          check={phase.check}
          therapist={phase.therapist}
          onJoined={(reply) => {
            joined(reply).catch(broken);
          }}
          onGone={() => {
            dropWaiting();
            look();
          }}
        />
      );
    case "open":
      return (
        <Open
          store={phase.store}
          {...{ api, token, today, updateReady, version }}
          onStopped={(then) => {
            setPhase({ is: then });
          }}
          onJoined={(reply) => {
            if (reply.client === phase.store.client) {
              phase.store.close();
              wait(reply);
            } else setPhase({ ...phase, is: "other", reply });
          }}
        />
      );
    case "other":
      // A copy can be taken before one of the two gives way.
      return copies.has(here.value.pathname) ? (
        <App store={phase.store} {...{ api, today, updateReady, version }} broken={<Broken />} onStopped={look} />
      ) : (
        <OtherPage
          api={api}
          store={phase.store}
          onKept={() => {
            setPhase({ is: "open", store: phase.store });
            go("/", true);
          }}
          onStopped={() => {
            wait(phase.reply);
          }}
        />
      );
    case "empty":
      return <Page title={t.accounts.wiped} lede={t.accounts.wipedLede} help={false} />;
    case "broken":
      return <Broken />;
  }
}

const copies = new Set(["/my-phone/rescue", "/my-phone/only-here"]);

async function enter(reply: DeviceReply): Promise<Store> {
  await remember(reply);
  const store = await openMemory(reply.client);
  await store.keepSetting("joined_at", now().toISOString());
  dropInvitation();
  dropWaiting();
  go("/", true);
  return store;
}

async function begin(api: Api, token: string | null): Promise<Phase> {
  const known = await knownClient();
  const asked = known === null ? null : keptWaiting();
  if (asked !== null) return { is: "waiting", ...asked };
  if (known?.joined === true) return { is: "open", store: await openMemory(known.client) };
  // An installed app on an iPhone may find the cookie but no memory: the server knows this phone then.
  const reply = token === null ? await api.device().catch(unreachable) : null;
  const waiting = reply === "unreachable" ? keptWaiting() : null;
  if (waiting !== null) return { is: "waiting", ...waiting };
  if (reply === null || reply === "unreachable") return { is: "join" };
  if (reply.state === "waiting") return { is: "waiting", check: reply.check, therapist: reply.therapist.name };
  return { is: "open", store: await enter(reply) };
}

const unreachable = (error: unknown): "unreachable" | null => (error instanceof Unreachable ? "unreachable" : null);

interface OpenProps extends StartProps {
  store: Store;
  today: Signal<string>;
  /** What follows the wipe: nothing, or the invitation of somebody else. */
  onStopped: (then: "empty" | "join") => void;
  onJoined: (reply: JoinReply) => void;
}

function Open({ store, token, onJoined, onStopped, ...rest }: OpenProps): VNode {
  const closed = store.closed.value;
  if (closed === "gone") return <Page title={t.accounts.wiped} lede={t.accounts.wipedLost} help={false} />;
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

function Broken(): VNode {
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

const todaySignal = signal("");

/** The day as the client means it. It changes while the app is open, and when it comes back to the front. */
function useToday(store: Store | null): Signal<string> {
  const endsAt = store?.agreed.value?.practice.day_ends_at ?? DAY_ENDS_AT;
  const look = (): void => {
    todaySignal.value = dayOf(now(), zone(), endsAt);
  };
  look();
  useEffect(() => {
    const timer = setInterval(look, 60_000);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [endsAt]);
  return todaySignal;
}

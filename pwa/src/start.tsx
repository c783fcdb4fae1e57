import type { ReadonlySignal } from "@preact/signals-core";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { dropWaiting, keepWaiting } from "./accounts/invitation.ts";
import type { Api } from "./api/api.ts";
import type { DeviceReply, JoinReply } from "./api/wire.ts";
import { App } from "./app.tsx";
import { begin, enter, open, type Phase } from "./begin.ts";
import { t } from "./i18n/catalogue.ts";
import { Broken, Locking, Lost, Open } from "./open.tsx";
import { JoinPage, LockedPage, OtherPage, WaitingPage } from "./screens.ts";
import { noteLeft } from "./store/left.ts";
import type { Store } from "./store/types.ts";
import { useToday } from "./today_now.ts";
import { go, here } from "./ui/navigate.ts";
import { Page } from "./ui/page.tsx";

export interface StartProps {
  api: Api;
  token: string | null;
  updateReady: ReadonlySignal<boolean>;
  version: string;
}

/** From an unknown phone to an open memory. */
export function Start({ api, token, updateReady, version }: StartProps): VNode {
  const [phase, setPhase] = useState<Phase>({ is: "starting" });
  const today = useToday(phase.is === "open" ? phase.store : null);
  const broken = (): void => {
    setPhase({ is: "broken" });
  };
  const joined = async (reply: DeviceReply): Promise<void> => {
    setPhase(await enter(reply));
  };
  const look = (): void => {
    begin(api, token).then(setPhase, broken);
  };
  const wait = ({ check, therapist }: JoinReply): void => {
    const waiting = { check, therapist: therapist.name };
    noteLeft(false).catch(broken);
    keepWaiting(waiting);
    setPhase({ is: "waiting", ...waiting });
  };
  const locked = (store: Store) => (): void => {
    setPhase({ is: "locked", client: store.client });
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
          onLocked={locked(phase.store)}
          onJoined={(reply) => {
            if (reply.client === phase.store.client) {
              phase.store.close();
              wait(reply);
            } else setPhase({ ...phase, is: "other", reply });
          }}
        />
      );
    case "locked":
      return (
        <LockedPage
          client={phase.client}
          api={api}
          onKey={async (dataKey) => {
            setPhase(await open(phase.client, dataKey));
          }}
          onUnlocked={look}
          onGone={() => {
            setPhase({ is: "gone" });
          }}
          onStopped={() => {
            setPhase({ is: token === null ? "empty" : "join" });
          }}
        />
      );
    case "gone":
      return <Lost />;
    case "other":
      if (phase.store.closed.value === "locked") {
        return <Locking store={phase.store} onLocked={locked(phase.store)} />;
      }
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

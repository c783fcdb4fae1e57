import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "./api/api.ts";
import type { HelpLine } from "./api/wire.ts";
import { LockPage } from "./lock/lock_page.tsx";
import { secretFor } from "./lock/sensor.ts";
import { destroyClient } from "./store/destroy.ts";
import { fingerOf, unlockByFinger } from "./store/finger.ts";
import { leave } from "./store/left.ts";
import { helpOf } from "./store/notes.ts";
import { unlock } from "./store/pin.ts";
import type { Finger } from "./store/schema.ts";
import { keepSending } from "./sync/locked.ts";

interface LockedProps {
  client: string;
  api: Api;
  /** Opens the memory. */
  onKey: (dataKey: CryptoKey) => Promise<void>;
  /** Another tab has taken the lock away. */
  onUnlocked: () => void;
  /** The phone was reported lost, and wiped. */
  onGone: () => void;
  onStopped: () => void;
}

/** The phone while it is locked: what waits is sent, a wipe order is heard, and the PIN opens its memory. */
export function LockedPage({ client, api, onKey, onUnlocked, onGone, onStopped }: LockedProps): VNode {
  const [finger, setFinger] = useState<Finger | null>(null);
  const [help, setHelp] = useState<readonly HelpLine[] | null>(null);
  useEffect(() => {
    helpOf(client).then(setHelp, () => undefined);
    fingerOf(client).then(setFinger, () => undefined);
    return keepSending(client, api, { gone: onGone, unlocked: onUnlocked });
  }, [client, api]);
  return (
    <LockPage
      help={help}
      onPin={async (pin) => onKey(await unlock(client, pin))}
      onFinger={finger === null ? null : async () => onKey(await unlockByFinger(client, await secretFor(finger)))}
      onForgot={async () => {
        await leave(api, () => destroyClient(client));
        onStopped();
      }}
    />
  );
}

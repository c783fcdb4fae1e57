import { dropInvitation, dropWaiting, keptWaiting } from "./accounts/invitation.ts";
import type { Api } from "./api/api.ts";
import { Unreachable } from "./api/errors.ts";
import type { DeviceReply, JoinReply } from "./api/wire.ts";
import { now } from "./clock/clock.ts";
import { knownClient, remember } from "./store/control.ts";
import { Locked } from "./store/errors.ts";
import { finishLeaving } from "./store/left.ts";
import type { Store } from "./store/types.ts";
import { openMemory } from "./together.ts";
import { go } from "./ui/navigate.ts";

/** Where a phone stands between unknown and open. */
export type Phase =
  | { is: "starting" }
  | { is: "join" }
  | { is: "waiting"; check: string; therapist: string }
  | { is: "open"; store: Store }
  | { is: "locked"; client: string }
  | { is: "gone" }
  | { is: "other"; store: Store; reply: JoinReply }
  | { is: "empty" }
  | { is: "broken" };

/** Where it stands at the start: what the phone holds comes first, the server is asked only without it. */
export async function begin(api: Api, token: string | null): Promise<Phase> {
  const known = await knownClient();
  const asked = known === null ? null : keptWaiting();
  if (asked !== null) return { is: "waiting", ...asked };
  if (known?.joined === true) return open(known.client);
  if (!(await finishLeaving(api))) return { is: "join" };
  // An installed app on an iPhone may find the cookie but no memory: the server knows this phone then.
  const reply = token === null ? await api.device().catch(unreachable) : null;
  const waiting = reply === "unreachable" ? keptWaiting() : null;
  if (waiting !== null) return { is: "waiting", ...waiting };
  if (reply === null || reply === "unreachable") return { is: "join" };
  if (reply.state === "waiting") return { is: "waiting", check: reply.check, therapist: reply.therapist.name };
  return enter(reply);
}

const unreachable = (error: unknown): "unreachable" | null => (error instanceof Unreachable ? "unreachable" : null);

/** Both have confirmed. */
export async function enter(reply: DeviceReply): Promise<Phase> {
  await remember(reply);
  const entered = await open(reply.client);
  if (entered.is === "open") await entered.store.keepSetting("joined_at", now().toISOString());
  dropInvitation();
  dropWaiting();
  go("/", true);
  return entered;
}

/** Locked where the PIN has to be asked for first. */
export async function open(client: string, dataKey?: CryptoKey): Promise<Phase> {
  try {
    return { is: "open", store: await openMemory(client, dataKey) };
  } catch (error) {
    if (error instanceof Locked) return { is: "locked", client };
    throw error;
  }
}

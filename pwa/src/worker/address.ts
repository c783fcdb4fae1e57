import type { Api } from "../api/api.ts";
import { addressOf, keyOf, subscribeTo } from "../api/push.ts";
import { zone } from "../clock/clock.ts";
import { knownClient } from "../store/control.ts";
import { noteMoved } from "../store/notes.ts";

/** The browser changed where it takes pushes, by itself. The page looks again at each start: this only comes sooner. */
export async function onAddressChange(
  before: PushSubscription | null,
  pushes: PushManager,
  api: Pick<Api, "reminderPhone">,
): Promise<void> {
  const known = await knownClient();
  if (known?.joined !== true) return;
  const fresh = (await pushes.getSubscription()) ?? (await renewed(before, pushes, api));
  if (fresh === null) return;
  await api.reminderPhone({ zone: zone(), subscription: addressOf(fresh) });
  // What was sent meanwhile did not arrive: the next start says so.
  await noteMoved(known.client);
}

async function renewed(
  before: PushSubscription | null,
  pushes: PushManager,
  api: Pick<Api, "reminderPhone">,
): Promise<PushSubscription | null> {
  const known = before === null ? "" : keyOf(before);
  const key = known === "" ? (await api.reminderPhone({ zone: zone(), subscription: null })).push_key : known;
  return key === null ? null : subscribeTo(pushes, key);
}

import { fromBase64Url, toBase64Url } from "./base64url.ts";
import type { PushAddress } from "./wire.ts";

const bytesOf = (key: ArrayBuffer | null): string => (key === null ? "" : toBase64Url(new Uint8Array(key)));

/** The sender's key that a subscription was made for, base64url; "" where the browser does not say. */
export const keyOf = (subscription: PushSubscription): string => bytesOf(subscription.options.applicationServerKey);

/** Where this browser takes pushes, as the server is told. */
export function addressOf(subscription: PushSubscription): PushAddress {
  return {
    endpoint: subscription.endpoint,
    p256dh: bytesOf(subscription.getKey("p256dh")),
    auth: bytesOf(subscription.getKey("auth")),
    vapid: keyOf(subscription),
  };
}

/** Asks the browser for an address. It needs the person's permission; and may stay without an answer for ever. */
export function subscribeTo(pushes: PushManager, key: string): Promise<PushSubscription> {
  return pushes.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64Url(key) });
}

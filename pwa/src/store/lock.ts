import { type Signal, signal } from "@preact/signals-core";
import type { Changes } from "./change.ts";
import type { PhoneLock } from "./types.ts";

/** The lock of a memory that is open. What makes and tries a PIN comes with the screens: Today stands before anybody is
 *  asked for one. `forget` is what locking does here. */
export function openLock(client: string, isOn: boolean, channel: Changes, forget: () => void): PhoneLock & { on: Signal<boolean> } {
  const on = signal(isOn);
  const turn = (lock: boolean): void => {
    on.value = lock;
    channel.tell({ lock });
  };
  return {
    on,
    async setPin(pin) {
      await (await import("./pin.ts")).setPin(client, pin);
      turn(true);
    },
    async changePin(pin, next) {
      await (await import("./pin.ts")).changePin(client, pin, next);
    },
    async removePin(pin) {
      await (await import("./pin.ts")).removePin(client, pin);
      turn(false);
    },
    now: () => {
      channel.tell({ locked: true });
      forget();
    },
  };
}

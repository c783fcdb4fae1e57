import { signal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { now, zone } from "./clock/clock.ts";
import { DAY_ENDS_AT, day as dayOf } from "./entry/day.ts";
import type { Store } from "./store/types.ts";

const todaySignal = signal("");

/** The day as the client means it. It changes while the app is open, and when it comes back to the front. */
export function useToday(store: Store | null): Signal<string> {
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

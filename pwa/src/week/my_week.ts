import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import type { MyWeekReply } from "../api/wire.ts";
import type { Store } from "../store/types.ts";

const KEPT = "my_week";

export interface MyWeek {
  /** The last copy that came; null before the first. */
  copy: MyWeekReply | null;
  state: "busy" | "fresh" | "offline";
  /** Entries that the server does not have yet. */
  notIn: number;
}

/** The page as the server makes it. The last copy is kept sealed, and fetched anew whenever something was sent. */
export function useMyWeek(store: Store, api: Api): MyWeek {
  const [copy, setCopy] = useState<MyWeekReply | null>(() => store.setting<MyWeekReply>(KEPT) ?? null);
  const [state, setState] = useState<MyWeek["state"]>("busy");
  const { waiting, refused, newer } = store.status.value;
  useEffect(() => {
    let gone = false;
    api.myWeek().then(
      (reply) => {
        if (gone) return;
        setCopy(reply);
        setState("fresh");
        // Without room for it the page is still shown; only the next time offline it is missing.
        store.keepSetting(KEPT, reply).catch(() => undefined);
      },
      () => {
        if (!gone) setState("offline");
      },
    );
    return () => {
      gone = true;
    };
  }, [store, api, waiting]);
  return { copy, state, notIn: waiting + refused + newer };
}

import { useEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../store/types.ts";
import type { Log } from "./log.ts";

/** Soon enough that a call or an empty battery costs a word at most, seldom enough for an old phone. */
const PAUSE_MS = 300;

export interface Drafting {
  /** null while the draft is being looked for. */
  log: Log | null;
  /** True when it came back from an earlier visit. */
  returned: boolean;
  /** True once what stands in the form is on the disk. */
  kept: boolean;
  change: (log: Log) => void;
  drop: () => Promise<void>;
}

/** A half-filled form that survives a reload and the phone's putting the app away. */
export function useDraft(store: Store, key: string, start: () => Log, override: Partial<Log>): Drafting {
  const [log, setLog] = useState<Log | null>(null);
  const [returned, setReturned] = useState(false);
  const [kept, setKept] = useState(false);
  const unsaved = useRef<Log | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = (): void => {
    clearTimeout(timer.current);
    const value = unsaved.current;
    unsaved.current = null;
    if (value === null) return;
    store.keepDraft(key, value).then(
      () => {
        setKept(unsaved.current === null);
      },
      () => {
        setKept(false);
      },
    );
  };

  useEffect(() => {
    let gone = false;
    const begin = (draft: Log | null): void => {
      if (gone) return;
      setReturned(draft !== null);
      setLog(draft === null ? start() : { ...start(), ...draft, ...override });
    };
    store.draft<Log>(key).then(begin, () => {
      begin(null);
    });
    const onHide = (): void => {
      if (document.visibilityState === "hidden") flush();
    };
    document.addEventListener("visibilitychange", onHide);
    return () => {
      gone = true;
      document.removeEventListener("visibilitychange", onHide);
      flush();
    };
  }, [store, key]);

  return {
    log,
    returned,
    kept,
    change: (next) => {
      setLog(next);
      setKept(false);
      unsaved.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    drop: async () => {
      clearTimeout(timer.current);
      unsaved.current = null;
      setReturned(false);
      setLog(start());
      await store.dropDraft(key);
    },
  };
}

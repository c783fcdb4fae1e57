import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Store } from "../store/types.ts";

/** Soon enough that a call or an empty battery costs a word at most, seldom enough for an old phone. */
const PAUSE_MS = 300;

export interface Drafting<T> {
  /** null while the draft is being looked for. */
  value: T | null;
  /** True when it came back from an earlier visit. */
  returned: boolean;
  /** True once what stands in the form is on the disk. */
  kept: boolean;
  change: (value: T) => void;
  drop: () => Promise<void>;
}

/** A half-filled form that survives a reload and the phone's putting the app away. */
export function useDraft<T extends object>(store: Store, key: string, start: () => T, override: Partial<T> = {}): Drafting<T> {
  const [value, setValue] = useState<T | null>(null);
  const [returned, setReturned] = useState(false);
  const [kept, setKept] = useState(false);
  const unsaved = useRef<T | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const flush = (): void => {
    clearTimeout(timer.current);
    const typed = unsaved.current;
    unsaved.current = null;
    if (typed === null) return;
    store.keepDraft(key, typed).then(
      () => {
        setKept(unsaved.current === null);
      },
      () => {
        setKept(false);
      },
    );
  };

  // A layout effect ends as the form leaves the screen. Another ends some frames later: the same form, opened again at
  // once, would then look for its draft before it is kept.
  useLayoutEffect(() => {
    let gone = false;
    const begin = (draft: T | null): void => {
      if (gone) return;
      setReturned(draft !== null);
      setValue(draft === null ? start() : { ...start(), ...draft, ...override });
    };
    store.draft<T>(key).then(begin, () => {
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
    value,
    returned,
    kept,
    change: (next) => {
      setValue(next);
      setKept(false);
      unsaved.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    drop: async () => {
      clearTimeout(timer.current);
      unsaved.current = null;
      setReturned(false);
      setValue(start());
      await store.dropDraft(key);
    },
  };
}

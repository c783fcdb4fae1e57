import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

export interface Attempting {
  busy: boolean;
  failed: boolean;
  /** True from the first attempt on. */
  touched: RefObject<boolean>;
  /** Resolves to whether it worked; one that comes while another runs does nothing. */
  attempt: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Acts that save by one tap. */
export function useAttempt(): Attempting {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const touched = useRef(false);
  const running = useRef(false);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    // A double tap may come before the buttons are drawn as busy.
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailed(false);
    touched.current = true;
    try {
      await work();
      return true;
    } catch {
      setFailed(true);
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, failed, touched, attempt };
}

/** Where the keyboard goes on when one of `moves` changes: the button that was pressed is gone, and without this a
 *  keyboard or a screen reader would lose its place. */
export function usePlace(touched: RefObject<boolean>, moves: unknown[]): RefObject<HTMLParagraphElement | null> {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (touched.current) place.current?.focus();
  }, moves);
  return place;
}

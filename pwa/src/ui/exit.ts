/** A page nobody asks about. The only address outside that the app ever opens, and only on the press of Quick exit. */
export const NEUTRAL_PAGE = "https://www.wikipedia.org/";

/** Its name, so that the tab says nothing else while a slow connection loads it. */
const NEUTRAL_TITLE = "Wikipedia";

const LEFT = "left";

let act: (() => void) | null = null;

/** What a quick exit does besides; null: nothing. */
export function beforeLeaving(then: (() => void) | null): void {
  act = then;
}

/** Empties the page before leaving it: a slow connection must not keep the words on the screen. */
export function leave(event?: Event): void {
  event?.preventDefault();
  document.documentElement.replaceChildren(document.createElement("head"));
  document.title = NEUTRAL_TITLE;
  act?.();
  try {
    sessionStorage.setItem(LEFT, "1");
  } catch {
    // Storage may be blocked; leaving matters more.
  }
  location.replace(NEUTRAL_PAGE);
}

/** The Back button after a quick exit must not show the app again. True when the page is being left. */
export function stayAway(): boolean {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const back = visit?.type === "back_forward";
  addEventListener("pageshow", (event) => {
    if (event.persisted && left()) leave();
  });
  if (back && left()) {
    leave();
    return true;
  }
  try {
    sessionStorage.removeItem(LEFT);
  } catch {
    return false;
  }
  return false;
}

function left(): boolean {
  try {
    return sessionStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}

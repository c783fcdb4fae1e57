import { signal } from "@preact/signals";

const read = (): URL => new URL(location.href);

/** Where the app stands. */
export const here = signal<URL>(typeof location === "undefined" ? new URL("http://phone/") : read());

/** False until the first step inside the app: the first page leaves focus where the browser puts it. */
let moved = false;
export const hasMoved = (): boolean => moved;

const pathOf = ({ pathname, search }: URL): string => pathname + search;

export function go(to: string, replace = false): void {
  const before = pathOf(here.value);
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  arrive();
  if (before !== pathOf(here.value)) scrollTo(0, 0);
  else standAtHash();
}

/** Going back leaves the scrolling to the browser, which remembers. */
function arrive(): void {
  moved = true;
  here.value = read();
}

/** Stands at the place the address names, such as the help lines. False when it names none. */
export function standAtHash(): boolean {
  const goal = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  goal?.scrollIntoView();
  goal?.focus({ preventScroll: true });
  return goal !== null;
}

/** The worker asks for a place where it cannot lead the page there itself. */
function followWorker(event: MessageEvent<unknown>): void {
  const { open } = (event.data ?? {}) as { open?: unknown };
  // Only ever a place of our own.
  if (typeof open === "string" && /^\/(?!\/)/.test(open)) go(open);
}

/** Takes the clicks on links of our own, and what the worker asks for. Returns how to stop. */
export function followLinks(): () => void {
  const onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link?.origin !== location.origin || link.target !== "" || link.hasAttribute("download")) return;
    // A link to a place on this page, such as the skip link, is the browser's.
    if (link.getAttribute("href")?.startsWith("#") === true) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  };
  document.addEventListener("click", onClick);
  addEventListener("popstate", arrive);
  const { serviceWorker } = navigator as Partial<Navigator>;
  serviceWorker?.addEventListener("message", followWorker);
  // Told before the page was read in full, it would wait for ever.
  serviceWorker?.startMessages();
  return () => {
    document.removeEventListener("click", onClick);
    removeEventListener("popstate", arrive);
    serviceWorker?.removeEventListener("message", followWorker);
  };
}

import { signal } from "@preact/signals";
import { askToKeep } from "../store/promise.ts";

/** What Chromium offers where an app can be installed; in no type library yet. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

export const offer = signal<InstallOffer | null>(null);
export const installed = signal(false);

/** The browser offers it once, early: it has to be caught before any screen is there. */
export function catchInstallOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  addEventListener("appinstalled", () => {
    installed.value = true;
    offer.value = null;
    void askToKeep();
  });
  // Browsers promise to keep what is stored to installed apps first; the answer stands on My phone.
  if (atHome()) void askToKeep();
}

/** Whether the app runs from the home screen. */
export function atHome(): boolean {
  return matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
}

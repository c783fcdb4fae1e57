import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { Act, Kept } from "../ui/pieces.tsx";
import { isApple } from "./label.ts";

/** What Chromium offers where an app can be installed; in no type library yet. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

const offer = signal<InstallOffer | null>(null);
const installed = signal(false);
const text = t.accounts;

/** The browser offers it once, early: it has to be caught before any screen is there. */
export function catchInstallOffer(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer.value = event as InstallOffer;
  });
  addEventListener("appinstalled", () => {
    installed.value = true;
    offer.value = null;
    askToKeep();
  });
  if (atHome()) askToKeep();
}

/** Browsers promise to keep what is stored to installed apps first; the answer stands on My phone. */
function askToKeep(): void {
  const { storage } = navigator as { storage?: Partial<StorageManager> };
  storage?.persist?.().catch(() => undefined);
}

/** Whether the app runs from the home screen. */
export function atHome(): boolean {
  return matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
}

/** Never in the way: the app works without. */
export function Install(): VNode {
  if (installed.value || atHome()) return <Kept as="safe">{text.installed}</Kept>;
  const ready = offer.value;
  return (
    <>
      <p>{text.installWhy}</p>
      <p class="hint">{text.installNote}</p>
      {ready === null ? (
        <p>{isApple(navigator.userAgent) ? text.installApple : text.installOther}</p>
      ) : (
        <Act
          onPress={() => {
            offer.value = null;
            ready.prompt().catch(() => undefined);
          }}
        >
          {text.installButton}
        </Act>
      )}
    </>
  );
}

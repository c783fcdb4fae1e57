import { signal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { Page } from "./page.tsx";
import { Act } from "./pieces.tsx";

type Screen<P> = (props: P) => VNode | null;

const fetches: (() => void)[] = [];

/** Fetches every screen that is not here yet, so that none is waited for when it is wanted. */
export function fetchScreens(): void {
  for (const fetch of fetches) fetch();
}

/** A screen in a file of its own, fetched when it is first shown. Where that fails the page says so, and the file is
 *  asked for again by a press, and by itself as soon as there is a network. A `piece` of a screen
 *  is left out until it is here. */
export function later<P extends object>(load: () => Promise<Screen<P>>, piece = false): Screen<P> {
  const screen = signal<Screen<P> | null>(null);
  const missing = signal(false);
  const fetch = (): void => {
    if (screen.value !== null) return;
    load().then(
      (fetched) => {
        screen.value = fetched;
      },
      () => {
        missing.value = true;
      },
    );
  };
  fetches.push(fetch);

  return function Later(props) {
    useEffect(() => {
      fetch();
      addEventListener("online", fetch);
      return () => {
        removeEventListener("online", fetch);
      };
    }, []);
    const Fetched = screen.value;
    if (Fetched !== null) return <Fetched {...props} />;
    if (piece) return null;
    if (!missing.value) return <Page title={t.loading} />;
    return (
      <Page title={t.missing} lede={t.missingLede} back={{ href: "/", name: t.today }}>
        <Act onPress={fetch}>{t.tryNow}</Act>
      </Page>
    );
  };
}

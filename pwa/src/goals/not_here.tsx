import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";

const text = later.goalsScreens;

export const BACK = { href: "/between-us", name: t.between.title };

/** An address of something that is not, or not yet, on this phone. */
export function NotHere({ store }: { store: Store }): VNode {
  const known = store.complete.value;
  return <Page title={known ? text.gone : t.loading} {...(known ? { lede: text.goneLede } : {})} back={BACK} />;
}

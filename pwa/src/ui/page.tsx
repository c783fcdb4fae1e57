import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { leave, NEUTRAL_PAGE } from "./exit.ts";
import { Icon, Mark, type IconName } from "./icons.tsx";
import { hasMoved, standAtHash } from "./navigate.ts";

export type Place = "today" | "history" | "betweenUs" | "myPhone";

const places: { place: Place; href: string; icon: IconName }[] = [
  { place: "today", href: "/", icon: "today" },
  { place: "history", href: "/history", icon: "history" },
  { place: "betweenUs", href: "/between-us", icon: "between" },
  { place: "myPhone", href: "/my-phone", icon: "phone" },
];

/** Whether help lines are led to, or what leads to them while no other page can be shown. */
type HelpWay = boolean | (() => void);

export interface PageProps {
  /** The h1: it states the situation. */
  title: string;
  /** What the browser calls the page, where the h1 has a client's own matters in it: browsers keep titles in clear. */
  tab?: string;
  lede?: ComponentChildren;
  /** A line above the h1. */
  when?: string;
  /** Lines below the h1. */
  under?: ComponentChildren;
  /** One of the four places, which shows them below; other pages lead back. null: nowhere to go but out. */
  place?: Place;
  back?: { href: string; name: string } | null;
  /** Before anything is known of a practice there are no help lines to lead to. */
  help?: HelpWay;
  dock?: ComponentChildren;
  onSubmit?: () => void;
  children?: ComponentChildren;
}

export function Page(props: PageProps): VNode {
  const { title, place, back, help = true, dock, onSubmit } = props;
  const inside = (
    <>
      <div class="page">
        <Head {...props} />
        {props.children}
      </div>
      {dock === undefined ? null : (
        <div class="dock">
          <div>{dock}</div>
        </div>
      )}
    </>
  );
  return (
    <>
      <a class="skip vh" href="#main">
        {t.skip}
      </a>
      <Bar back={back} help={help} />
      <main id="main" class="form" tabIndex={-1}>
        {onSubmit === undefined ? (
          inside
        ) : (
          // Without it browsers keep what is typed in files of their own, in clear, to bring it back after a restart.
          <form class="form" noValidate autocomplete="off" onSubmit={stay(onSubmit)} aria-label={title}>
            {inside}
          </form>
        )}
      </main>
      {place === undefined ? null : <Places current={place} />}
    </>
  );
}

const stay =
  (then: () => void) =>
  (event: Event): void => {
    event.preventDefault();
    then();
  };

function Head({ title, tab = title, lede, when, under }: PageProps): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t.title(tab);
  }, [tab]);
  useEffect(() => {
    if (!standAtHash() && hasMoved()) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="head">
      {when === undefined ? null : <p class="when">{when}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lede === undefined ? null : <p class="lede">{lede}</p>}
      {under}
    </div>
  );
}

export function Bar({ back, help }: { back: PageProps["back"]; help: HelpWay }): VNode {
  return (
    <header class="bar">
      {back === null ? null : back === undefined ? (
        <a class="mark" href="/" aria-label={t.home}>
          <Mark />
        </a>
      ) : (
        <a class="back" href={back.href}>
          <Icon name="back" />
          <span>{back.name}</span>
        </a>
      )}
      {help === false ? null : (
        <a class="help" href="/between-us#help" onClick={typeof help === "function" ? stay(help) : undefined}>
          {t.helpLines}
        </a>
      )}
      <a class={help !== false ? "exit" : "exit end"} href={NEUTRAL_PAGE} rel="noreferrer" onClick={leave}>
        <Icon name="exit" small />
        {t.quickExit}
      </a>
    </header>
  );
}

function Places({ current }: { current: Place }): VNode {
  return (
    <nav class="places" aria-label={t.places}>
      {places.map(({ place, href, icon }) => (
        <a key={place} href={href} aria-current={place === current ? "page" : undefined}>
          <Icon name={icon} />
          {t[place]}
        </a>
      ))}
    </nav>
  );
}

import type { ComponentChildren, VNode } from "preact";
import type { Text } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { Icon, type IconName } from "./icons.tsx";
import { Rich } from "./rich.tsx";

type Tone = "plain" | "ask" | "stop" | "grey";

export interface NoteProps {
  icon: IconName;
  tone?: Tone;
  title?: string;
  /** alert: said at once; status: said when there is a pause. */
  role?: "alert" | "status";
  children?: ComponentChildren;
}

export function Note({ icon, tone = "plain", title, role, children }: NoteProps): VNode {
  return (
    <div class={tone === "plain" ? "note" : `note ${tone}`} role={role}>
      <Icon name={icon} />
      {title === undefined ? null : <h2>{title}</h2>}
      {children}
    </div>
  );
}

/** The truths about where something is: each a shape and a word. */
export type Keeping = "safe" | "here" | "mine" | "no" | "plain";

const shapes: Record<Keeping, IconName> = { safe: "safe", here: "here", mine: "mine", no: "warn", plain: "info" };

export function Kept({ as, children }: { as: Keeping; children: ComponentChildren }): VNode {
  return (
    <span class={as === "plain" ? "kept" : `kept ${as}`}>
      <Icon name={shapes[as]} />
      <span>{children}</span>
    </span>
  );
}

export interface RowProps {
  icon?: IconName;
  href?: string;
  onClick?: () => void;
  danger?: boolean;
  children: ComponentChildren;
}

/** One line of a list; with `href` or `onClick` the whole line is the target. */
export function Row({ icon, href, onClick, danger = false, children }: RowProps): VNode {
  const names = danger ? "row danger" : "row";
  const inside = (
    <>
      {icon === undefined ? null : <Icon name={icon} />}
      <span>{children}</span>
      {href === undefined && onClick === undefined ? null : <Icon name="next" />}
    </>
  );
  if (href !== undefined) {
    return (
      <li>
        <a class={names} href={href}>
          {inside}
        </a>
      </li>
    );
  }
  if (onClick !== undefined) {
    return (
      <li>
        <button class={names} type="button" onClick={onClick}>
          {inside}
        </button>
      </li>
    );
  }
  return <li class={names}>{inside}</li>;
}

export interface ActProps {
  onPress: () => void;
  look?: "main" | "quiet" | "grave";
  small?: boolean;
  wide?: boolean;
  busy?: boolean;
  submit?: boolean;
  children: ComponentChildren;
}

/** A button. While busy it stays in place and in focus, and does nothing. */
export function Act({ onPress, look, small, wide, busy = false, submit = false, children }: ActProps): VNode {
  const names = ["btn", look, small === true ? "small" : null, wide === true ? "wide" : null];
  return (
    <button
      class={names.filter(Boolean).join(" ")}
      type={submit ? "submit" : "button"}
      aria-disabled={busy ? "true" : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else if (!submit) onPress();
      }}
    >
      {children}
    </button>
  );
}

export function Section({ title, id, hint, children }: { title: string; id: string; hint?: string; children: ComponentChildren }): VNode {
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {children}
    </section>
  );
}

export function Wrong({ id, children }: { id: string; children: ComponentChildren }): VNode {
  return (
    <p class="wrong" id={id} role="alert">
      <Icon name="warn" />
      {children}
    </p>
  );
}

/** Said at the foot of every place: the app never pretends that somebody is watching. */
export function NobodyWatches({ offline = false, children }: { offline?: boolean; children?: ComponentChildren }): VNode {
  return (
    <p class="hint rest">
      <Rich text={t.nobodyWatches} wrap={(piece) => <a href="/between-us#help">{piece}</a>} />
      {offline ? ` ${t.numbersHere}` : null}
      {children}
    </p>
  );
}

/** What a person wrote: quoted, in serif. */
export function Words({ children }: { children: string }): VNode {
  return (
    <span class="words asis">
      <q>{children}</q>
    </span>
  );
}

/** Pieces of text one after the other, each in its own voice. */
export function Texts({ texts }: { texts: readonly Text[] }): VNode {
  return (
    <>
      {texts.map(({ text, words, tone }, at) => (
        <>
          {at === 0 ? null : " "}
          {words === true ? <Words>{text}</Words> : tone === "grey" ? <span class="nil">{text}</span> : text}
        </>
      ))}
    </>
  );
}

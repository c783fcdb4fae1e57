import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { PASSAGE_MAX } from "./bodies.ts";

/** What every form of this room is given. */
export interface FormProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
}

export const LIST = { href: "/expectations", name: t.expectations.title };

interface PassageProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  wrong?: string | null;
  onInput: (value: string) => void;
}

/** A few words of the person's own. */
export function Passage(props: PassageProps): VNode {
  return <WordsField {...props} limit={PASSAGE_MAX} />;
}

/** What keeps a passage from being saved. `needed` is said where it may not stay empty. */
export function passageWrong(typed: string, needed: string | null = null): string | null {
  const more = lengthOf(typed.trim()) - PASSAGE_MAX;
  if (more > 0) return t.tooLong(more);
  return typed.trim() === "" ? needed : null;
}

/** What is wrong, by the id or the name of the field, in the order on the screen. */
export type Wrongs<Field extends string> = Record<Field, string | null>;

/** Where the first problem stands, as a CSS selector; null when there is none. */
export function firstWrong(wrongs: Wrongs<string>): string | null {
  const field = Object.keys(wrongs).find((name) => wrongs[name] !== null);
  return field === undefined ? null : `#${field}, #which-${field}, [name="${field}"]`;
}

/** For a form's fields: what puts the value of one part. */
export function putting<T>(onChange: (part: Partial<T>) => void) {
  return <Part extends keyof T>(name: Part) =>
    (value: T[Part]): void => {
      const part: Partial<T> = {};
      part[name] = value;
      onChange(part);
    };
}

/** An address of something that is not, or not yet, on this phone. */
export function NotHere({ store }: { store: Store }): VNode {
  const known = store.complete.value;
  return <Page title={known ? t.log.gone : t.loading} {...(known ? { lede: t.log.goneLede } : {})} back={LIST} />;
}

import type { ExpectationLookBody } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { passage, type Bodies } from "./bodies.ts";
import { byWrong } from "./by_day.tsx";
import { passageWrong, type Wrongs } from "./form.tsx";
import type { Read } from "./found.ts";
import { standing, type Changes, type Standing } from "./rules.ts";

const text = t.expectations;

export type Looks = ExpectationLookBody["looks"];
export type Then = ExpectationLookBody["then"];

/** A look while it is being written; also the shape of its draft. */
export interface Look extends Standing {
  looks: Looks | null;
  then: Then | null;
  note: string;
  share: Reach;
  bringUp: boolean;
}

export function lookOf(old: Read<"expectation_look"> | null, held: Standing, share: Reach): Look {
  // What is said of a thing is, at first, for whoever may read the thing.
  if (old === null) return { ...held, looks: null, then: null, note: "", share, bringUp: false };
  const { entry, body } = old;
  const { looks, then, note } = body;
  return { ...standing(held, [body]), looks, then, note: note ?? "", share: entry.share, bringUp: entry.bring_up };
}

function changesOf({ then, ...look }: Look, held: Standing): Changes {
  const words = look.words.trim();
  const differs = <T,>(now: T, before: T): T | null => (then === "change" && now !== before ? now : null);
  return {
    words: differs(words, held.words),
    by: differs(look.by, held.by),
    likelihood: differs(look.likelihood, held.likelihood),
  };
}

export function lookWrongs(look: Look, held: Standing, set: string): Wrongs<string> {
  const changing = look.then === "change";
  const nothing = changing && Object.values(changesOf(look, held)).every((part) => part === null);
  return {
    looks: look.looks === null ? text.looksNone : null,
    then: look.then === null ? text.thenNone : nothing ? text.changeNone : null,
    by: changing && look.by !== held.by ? byWrong(look.by, set) : null,
    words: changing ? passageWrong(look.words, text.wordsNone) : null,
    note: passageWrong(look.note),
  };
}

export function lookBody(look: Look, held: Standing): Bodies["expectation_look"] {
  // An open answer is a problem, and nothing with a problem is saved.
  return { looks: look.looks ?? "about_right", then: look.then ?? "keep", ...changesOf(look, held), note: passage(look.note) };
}


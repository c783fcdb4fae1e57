import type { Agreed, AgreedText, Body } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import type { Described } from "../ui/kind.ts";

export const WORDS_MAX = 1000;

/** The practice's texts that can be asked about. */
export type Told = "confidentiality" | "sessions" | "consent";

/** A text in the version that holds; null where there is none of this name, or none came down yet. */
export function textOf(agreed: Agreed, name: string): AgreedText | null {
  const { confidentiality, sessions, consent } = agreed.texts;
  const known: Record<Told, AgreedText | undefined | null> = { confidentiality, sessions, consent };
  return Object.hasOwn(known, name) ? (known[name as Told] ?? null) : null;
}

export function check(body: Body): boolean {
  const { text, version, words } = body;
  return typeof text === "string" && typeof version === "string" && (words === null || typeof words === "string");
}

/** What an entry asks about. */
function aboutOf(body: Body | null): string {
  const text = body?.["text"];
  return typeof text === "string" ? text : "";
}

/** The last question about one text; entries come newest first. */
export function lastAsked(entries: readonly SavedEntry[], text: Told): SavedEntry | null {
  return entries.find(({ kind, withdrawn, body }) => kind === "question" && !withdrawn && body?.["text"] === text) ?? null;
}

export function describe({ body }: SavedEntry, agreed: Agreed | null): Described {
  const title = agreed === null ? undefined : textOf(agreed, aboutOf(body))?.title;
  const words = body?.["words"];
  return {
    title: title === undefined ? t.between.asked : t.between.askedAbout(title),
    lines: body === null ? [] : [{ name: t.between.askWords, value: typeof words === "string" ? words : null, own: true }],
  };
}

export const question = {
  kind: "question",
  check,
  describe,
  offer: () => [],
  route: ({ id, body }: SavedEntry) => (body === null ? null : `/between-us/${aboutOf(body)}?entry=${id}`),
};

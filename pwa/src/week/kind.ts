import type { Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../entry/entry.ts";
import type { Described } from "../ui/kind.ts";

export const weekNote = {
  kind: "week_note",
  check: (body: Body): boolean => ["words", "first", "last"].every((name) => typeof body[name] === "string"),
  describe: ({ body }: SavedEntry): Described => {
    const words = body?.["words"];
    return { title: t.week.noteTitle, lines: typeof words === "string" ? [{ name: t.week.words, value: words, own: true }] : [] };
  },
  route: (entry: SavedEntry): string => `/week?entry=${entry.id}`,
  offer: () => [],
};

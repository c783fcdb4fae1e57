import type { Agreed, Body, OfferedRepair, RepairReplyBody } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Described, Line } from "../ui/kind.ts";

const text = t.repair;

export const KIND = "repair_reply";
export type Answer = RepairReplyBody["answer"];
export const ANSWERS = Object.keys(text.answers) as Answer[];
export type SavedReply = SavedEntry & { body: Body & RepairReplyBody };

/** Whether this version of the app can read the body of a reply. */
export function check({ answer, version, words }: Body): boolean {
  const known = (ANSWERS as unknown[]).includes(answer) && (words === null || typeof words === "string");
  return known && typeof version === "number" && Number.isInteger(version) && version >= 1;
}

export function bodyOf(answer: Answer, version: number, words: string): Body {
  const said = words.trim();
  return { answer, version, words: said === "" ? null : said };
}

const readBody = (body: Body | null): (Body & RepairReplyBody) | null =>
  body !== null && check(body) ? (body as Body & RepairReplyBody) : null;

/** What was said of a repair as it stands now: of what it said before, it is no answer. Entries come newest first. */
export function replyTo(entries: readonly SavedEntry[], { id, version }: OfferedRepair): SavedReply | null {
  for (const entry of entries) {
    const body = readBody(entry.body);
    if (entry.kind === KIND && entry.subject === id && !entry.withdrawn && body?.version === version) return { ...entry, body };
  }
  return null;
}

/** The one that waits for a word, or the one that got it today; none where there is neither. */
export function shown(
  agreed: Agreed,
  entries: readonly SavedEntry[],
  isToday: (at: string) => boolean,
): { repair: OfferedRepair; reply: SavedReply | null } | null {
  for (const repair of [...(agreed.repairs ?? [])].reverse()) {
    const reply = replyTo(entries, repair);
    if (reply === null ? repair.open : isToday(reply.recorded_at)) return { repair, reply };
  }
  return null;
}

/** What the therapist wrote; a part that was left empty is left out. */
export function written({ talked, changes }: OfferedRepair): Line[] {
  const lines = [
    { name: text.talked, value: talked, own: true },
    { name: text.changes, value: changes, own: true },
  ];
  return lines.filter(({ value }) => value !== null);
}

/** Where words are added, or a reply is changed. */
export const repairRoute = (repair: string, entry: string | null): string =>
  entry === null ? `/repair/${repair}` : `/repair/${repair}?entry=${entry}`;

/** How its author reads it again: beside what it answers, where that is still what was answered. */
export function describe(entry: Pick<SavedEntry, "subject" | "body">, agreed: Agreed | null): Described {
  const body = readBody(entry.body);
  if (body === null) return { title: text.title, lines: [] };
  const about = agreed?.repairs?.find(({ id, version }) => id === entry.subject && version === body.version);
  const own = body.words === null ? [] : [{ name: text.wordsName, value: body.words, own: true }];
  return { title: text.titled(text.said[body.answer]), lines: [...(about === undefined ? [] : written(about)), ...own] };
}

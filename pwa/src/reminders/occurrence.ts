import type { Agreed, AgreedReminder, DeliveriesReply } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { readChoice } from "./bodies.ts";
import { type About, type Due, dues, openUntil } from "./rules.ts";

/** An occurrence that this phone knows the meaning of. */
export interface Occurrence {
  id: string;
  about: About;
  subject: string | null;
  day: string;
  openUntil: Date;
}

/** No reminder stays open for longer. */
export const DAYS_BACK = 9;

/** The id of one occurrence: the same wherever it is reckoned (UUIDv5, RFC 9562 5.5). */
export async function occurrenceId(reminder: string, name: string): Promise<string> {
  const space = Uint8Array.from(reminder.replaceAll("-", "").match(/../g) ?? [], (hex) => parseInt(hex, 16));
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(space.length + text.length);
  bytes.set(space);
  bytes.set(text, space.length);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-1", bytes)).slice(0, 16);
  const view = new DataView(hash.buffer);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x50);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
}

/** What an id of the last days means, by reckoning with what was agreed: it needs no network. null: it is none of these. */
export async function resolve(id: string, { agreed, entries, today }: Given): Promise<Occurrence | null> {
  const { day_ends_at: dayEndsAt } = agreed.practice;
  const span = { from: plusDays(today, -DAYS_BACK), to: plusDays(today, 1), dayEndsAt };
  for (const reminder of agreed.reminders?.reminders ?? []) {
    const all = dues(reminder, agreed.meetings, span);
    const once = withEarlierTimes(reminder, entries).flatMap((was) => dues(was, agreed.meetings, span));
    for (const due of [...all, ...once]) {
      if ((await occurrenceId(reminder.id, due.name)) === id) return known(id, reminder, due, all, dayEndsAt);
    }
  }
  return null;
}

function known(id: string, reminder: AgreedReminder, due: Due, all: readonly Due[], dayEndsAt: string): Occurrence {
  const { about } = reminder;
  return { id, about, subject: due.subject, day: due.day, openUntil: openUntil(reminder, due, all, dayEndsAt) };
}

/** The same reminder at the times and on the days that the client chose before: one of then may still lie on the phone. */
function withEarlierTimes(reminder: AgreedReminder, entries: readonly SavedEntry[]): AgreedReminder[] {
  const { when } = reminder;
  if (when.type === "after_sessions") return [];
  return entries
    .filter(({ kind, subject }) => kind === "reminder_choice" && subject === reminder.id)
    .flatMap(({ body }) => readChoice(body) ?? [])
    .map(({ at, weekdays }) => ({ ...reminder, when: { ...when, at: at ?? when.at, weekdays: weekdays ?? when.weekdays } }));
}

/** The same from the server's list, for what was changed since. */
export function inList(id: string, list: DeliveriesReply): Occurrence | null {
  const found = list.items.find(({ occurrence }) => occurrence === id);
  if (found === undefined) return null;
  const { about, subject, day } = found;
  return { id, about, subject, day, openUntil: new Date(found.open_until) };
}

import type { AgreedReminder, ReminderChoiceBody, ReminderHoursBody } from "../api/wire.ts";
import type { NewEntry, SavedEntry } from "../entry/entry.ts";
import type { Store } from "../store/types.ts";
import { type Kind, readChoice, readHours } from "./bodies.ts";

/** An entry of this room. It always goes out: the server is what it is for. */
export function newEntry(kind: Kind, subject: string | null, today: string, body: NewEntry["body"]): NewEntry {
  return { kind, subject, share: "before", bring_up: false, local_date: today, body };
}

const latest = (entries: readonly SavedEntry[], kind: Kind, subject: string | null): SavedEntry | null =>
  entries.find((entry) => entry.kind === kind && entry.subject === subject && !entry.withdrawn) ?? null;

const unsent = (entry: SavedEntry | null): boolean => entry?.state === "waiting" || entry?.state === "newer";

/** The reminder as it is, with what the client chose here and the server does not know yet. */
export function effective(reminder: AgreedReminder, entries: readonly SavedEntry[]): AgreedReminder {
  const entry = latest(entries, "reminder_choice", reminder.id);
  const chosen = unsent(entry) ? readChoice(entry?.body ?? null) : null;
  if (chosen === null) return reminder;
  const { on, at, weekdays, minutes } = chosen;
  const { when } = reminder;
  const then =
    when.type === "after_sessions"
      ? { ...when, minutes: minutes ?? when.minutes }
      : { ...when, at: at ?? when.at, weekdays: weekdays ?? when.weekdays };
  return { ...reminder, on, own: true, asks_time: false, when: then };
}

/** The hours as they are, with what the server does not know yet. */
export function effectiveHours(hours: ReminderHoursBody, entries: readonly SavedEntry[]): ReminderHoursBody {
  const entry = latest(entries, "reminder_hours", null);
  return (unsent(entry) ? readHours(entry?.body ?? null) : null) ?? hours;
}

/** Keeps what the client makes of one reminder: each time a revision of the same entry, so that the last one counts. */
export function choose(store: Store, reminder: AgreedReminder, body: ReminderChoiceBody, today: string): Promise<SavedEntry> {
  return keep(store, "reminder_choice", reminder.id, { ...body }, today);
}

export function chooseHours(store: Store, hours: ReminderHoursBody, today: string): Promise<SavedEntry> {
  return keep(store, "reminder_hours", null, { ...hours }, today);
}

function keep(store: Store, kind: Kind, subject: string | null, body: NewEntry["body"], today: string): Promise<SavedEntry> {
  const known = latest(store.entries.value, kind, subject);
  return store.save({ ...newEntry(kind, subject, today, body), ...(known === null ? {} : { id: known.id }) });
}

/** What a choice says that changes nothing but whether it is on: what was never changed stays as agreed, whatever is
 *  agreed next. */
export function asItIs(reminder: AgreedReminder, entries: readonly SavedEntry[], on: boolean): ReminderChoiceBody {
  const { id, when, own } = reminder;
  const before = readChoice(latest(entries, "reminder_choice", id)?.body ?? null);
  if (before !== null) return { ...before, on };
  if (!own) return { on, at: null, weekdays: null, minutes: null };
  // Chosen on another phone, and not here yet.
  return when.type === "after_sessions"
    ? { on, at: null, weekdays: null, minutes: when.minutes }
    : { on, at: when.at, weekdays: when.weekdays, minutes: null };
}

/** Goes back to what was agreed. */
export async function asAgreed(store: Store, reminder: AgreedReminder): Promise<void> {
  const known = latest(store.entries.value, "reminder_choice", reminder.id);
  if (known !== null) await store.withdraw(known.id);
}

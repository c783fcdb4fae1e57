import type { Agreed, SharedMark } from "../api/wire.ts";
import { dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry } from "../store/types.ts";
import { callName } from "../ui/names.ts";

const text = later.marks;

/** What the therapist marked of the days around a homework log, and shares. */
export function markLines(agreed: Agreed | null, entry: Pick<SavedEntry, "kind" | "subject" | "local_date">, today: string): string[] {
  const homework = entry.kind === "homework" ? agreed?.homework.find(({ id }) => id === entry.subject) : undefined;
  // A phone may still hold what an older server sent, without marks.
  const about = (homework?.marks ?? []).filter(({ first, last }) => first <= entry.local_date && entry.local_date <= last);
  return about.map((mark) => text.line(callName(mark.by), daysOf(mark, today), said(mark)));
}

function daysOf({ first, last }: SharedMark, today: string): string {
  const end = dayPlain(last, today);
  return first === last ? end : text.days(dayPlain(first, today), end);
}

/** What was not marked is left out: it is no number. */
function said({ quantity, quality }: SharedMark): string {
  const parts = [quantity === null ? null : text.quantity(quantity), quality === null ? null : text.quality(quality)];
  return parts.filter((part) => part !== null).join(", ");
}

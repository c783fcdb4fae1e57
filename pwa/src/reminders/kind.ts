import type { Body } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import type { Described, Line } from "../ui/kind.ts";

const text = t.reminders;

interface Told {
  kind: string;
  title: string;
  check: (body: Body) => boolean;
  lines?: (body: Body) => Line[];
}

const kindOf = ({ kind, title, check, lines }: Told) => ({
  kind,
  check,
  describe: ({ body }: SavedEntry): Described => ({ title, lines: body === null ? [] : (lines?.(body) ?? []) }),
  offer: () => [],
  route: () => null,
});

const words = (value: unknown): string | null => (typeof value === "string" ? value : null);

const choice = kindOf({
  kind: "reminder_choice",
  title: text.choice,
  check: ({ on }) => typeof on === "boolean",
  lines: ({ on }) => [{ name: text.choiceState, value: on === true ? text.choiceOn : text.choiceOff }],
});

const hours = kindOf({
  kind: "reminder_hours",
  title: text.hours,
  check: ({ quiet_from, quiet_to, most_a_day }) =>
    words(quiet_from) !== null && words(quiet_to) !== null && typeof most_a_day === "number" && most_a_day >= 1 && most_a_day <= 5,
  lines: ({ quiet_from, quiet_to }) => [
    { name: text.hoursQuiet, value: text.hoursQuietFrom(words(quiet_from) ?? "", words(quiet_to) ?? "") },
  ],
});

const done = kindOf({ kind: "reminder_done", title: text.done, check: () => true });
const stop = kindOf({ kind: "reminder_stop", title: text.stop, check: ({ due }) => words(due) !== null });
const later = kindOf({ kind: "reminder_later", title: text.later, check: ({ until }) => words(until) !== null });

/** What the client does to reminders. */
export const reminders = [choice, hours, done, stop, later];

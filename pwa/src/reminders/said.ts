import type { Agreed, AgreedReminder, Body } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain, listed, upperFirst, wallTime, weekdayNames } from "../i18n/dates.ts";
import type { Described } from "../ui/kind.ts";
import { type Kind, readChoice, readHours } from "./bodies.ts";
import type { About } from "./rules.ts";

const text = t.reminders;

/** What something is called that this phone has: an assignment, an expectation. null: it has it not. */
export type Titles = (subject: string) => string | null;

const general: Record<Exclude<About, "homework">, string> = {
  session: text.session,
  look: text.look,
  review: text.review,
  outcome: text.outcome,
  week: text.week,
  test: text.test,
};

const named: Partial<Record<About, (words: string) => string>> = { look: text.lookOf, review: text.reviewOf, outcome: text.outcomeOf };
const LONGEST = 60;
const brief = (words: string): string => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words);

/** What a reminder is about, as its client reads it. */
export function aboutSaid(about: About, subject: string | null, titles: Titles): string {
  const title = subject === null ? null : titles(subject);
  if (about === "homework") return title ?? text.unknown;
  return title === null ? general[about] : (named[about]?.(brief(title)) ?? general[about]);
}

/** "Thursday and Saturday at 17:00" */
export function whenSaid({ when, times }: Pick<AgreedReminder, "when" | "times">, today: string): string {
  if (when.type === "after_sessions") return upperFirst(text.afterEnd(when.minutes));
  const at = listed([...when.at].sort().map(wallTime));
  if (when.first === when.last) return text.at(dayPlain(when.first, today), at);
  const said = text.at(daysSaid(when.weekdays, when.every), at);
  return times === null ? said : `${text.anyDay(times)}: ${said}`;
}

function daysSaid(weekdays: readonly number[], every: number): string {
  const days = [...new Set(weekdays)].sort();
  if (days.length === 0 || days.length === 7) return every === 1 ? text.everyDay : text.everyDays(every);
  const names = weekdayNames(days);
  return every === 1 ? names : text.everyWeeks(names, every);
}

/** The time alone, for a question about it. */
export function timeSaid({ when }: Pick<AgreedReminder, "when">): string {
  return when.type === "after_sessions" ? text.afterEnd(when.minutes) : listed([...when.at].sort().map(wallTime));
}

interface Written extends Pick<SavedEntry, "subject" | "local_date"> {
  body: Body | null;
}

/** How its author reads an entry of this room again. */
export function describe(kind: Kind, entry: Written, agreed: Agreed | null): Described {
  if (kind === "reminder_choice") return choiceSaid(entry, agreed);
  if (kind === "reminder_hours") return hoursSaid(entry);
  return { title: text.minor, lines: [] };
}

function choiceSaid({ subject, body, local_date }: Written, agreed: Agreed | null): Described {
  const choice = readChoice(body);
  const reminder = agreed?.reminders?.reminders.find(({ id }) => id === subject) ?? null;
  const homework = (id: string): string | null => agreed?.homework.find((one) => one.id === id)?.what ?? null;
  const name = reminder === null ? text.unknown : aboutSaid(reminder.about, reminder.subject, homework);
  if (choice === null) return { title: text.choiceOn(name), lines: [] };
  if (!choice.on) return { title: text.about(text.choiceOn(name), text.chosenOff), lines: [] };
  const said = reminder === null ? text.chosenOn : whenSaid({ ...reminder, when: chosenWhen(reminder.when, choice) }, local_date);
  return { title: text.about(text.choiceOn(name), said), lines: [] };
}

type Choice = NonNullable<ReturnType<typeof readChoice>>;

const chosenWhen = (when: AgreedReminder["when"], { at, weekdays, minutes }: Choice): AgreedReminder["when"] =>
  when.type === "after_sessions"
    ? { ...when, minutes: minutes ?? when.minutes }
    : { ...when, at: at ?? when.at, weekdays: weekdays ?? when.weekdays };

function hoursSaid({ body, local_date }: Written): Described {
  const hours = readHours(body);
  if (hours === null) return { title: text.hoursTitle, lines: [] };
  const quiet = hours.quiet_from === hours.quiet_to ? text.hoursNo : text.hoursLine(wallTime(hours.quiet_from), wallTime(hours.quiet_to));
  const paused = hours.paused_until !== null && hours.paused_until >= local_date ? [text.hoursPaused(dayPlain(hours.paused_until, local_date))] : [];
  return { title: text.about(text.hoursTitle, [quiet, text.hoursMost(hours.most_a_day), ...paused].join(", ")), lines: [] };
}

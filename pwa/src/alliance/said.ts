import { t } from "../i18n/catalogue.ts";
import { daysBetween, weekday } from "../i18n/calendar.ts";
import { dayName, dayPlain, nearDay, timeOf, upperFirst, weekdayNames } from "../i18n/dates.ts";
import type { SavedEntry } from "../store/types.ts";
import { ofTen } from "../ui/asking.tsx";
import type { Described, Line } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import { PILLARS, readBody, type Session } from "./rating.ts";

const text = t.alliance;

/** "How was Tuesday’s session for you?" */
export function asked(day: string, today: string): string {
  const ago = daysBetween(day, today);
  if (ago < 0 || ago > 6) return text.askOf(dayPlain(day, today));
  return text.ask(nearDay(day, today) ?? weekdayNames([weekday(day)]));
}

/** "Session with Tomas, 17 November, 15:30"; `therapist` is the whole name. */
export function whichSession({ day, startedAt, zone }: Session, therapist: string, today: string): string {
  const date = dayPlain(day, today);
  return text.with(callName(therapist), startedAt === null ? date : text.at(date, timeOf(startedAt, zone ?? undefined)));
}

/** Where a session is rated, or a rating is changed. */
export function rateRoute(meeting: string | null, entry: string | null): string {
  const path = meeting === null ? "/session" : `/session/${meeting}`;
  return entry === null ? path : `${path}?entry=${entry}`;
}

/** The answer in a few words, for the end of a line; null where nothing but words was given. */
export function saidOf(entry: Pick<SavedEntry, "body">): string | null {
  const body = readBody(entry.body);
  if (body === null) return null;
  const { outcome, safety, respect, felt_off } = body;
  if (outcome !== "rated") return text.said[outcome];
  const safe = safety === null ? null : text.safe(safety);
  const respected = respect === null ? null : text.respected(respect);
  if (safe !== null && respected !== null) return text.both(safe, respected);
  return safe ?? respected ?? (felt_off ? text.off.toLocaleLowerCase() : text.rated);
}

/** How its author reads a rating again. */
export function describe(entry: Pick<SavedEntry, "local_date" | "body">): Described {
  const { local_date } = entry;
  // The list it stands in tells the year.
  const session = text.session(dayName(local_date, local_date));
  const said = saidOf(entry);
  const body = readBody(entry.body);
  if (body === null || said === null) return { title: session, lines: [] };
  const { outcome, pillars, felt_off, words } = body;
  const lines: Line[] = [];
  const grade = (value: number | null, of: typeof text.safety): void => {
    lines.push({ name: of.name, value: value === null ? null : ofTen(value, of) });
  };
  if (outcome === "rated") {
    grade(body.safety, text.safety);
    grade(body.respect, text.respect);
    if (felt_off) lines.push({ name: text.off, value: text.yes });
    // Five that were passed over are not held up to their author.
    if (pillars !== null && PILLARS.some((name) => pillars[name] !== null)) {
      for (const name of PILLARS) grade(pillars[name], text.pillars[name]);
    }
  }
  if (words !== null) lines.push({ name: text.wordsName, value: words, own: true });
  return { title: text.titled(session, said), lines };
}

/** The answer as a sentence begins. */
export const saidFirst = (entry: Pick<SavedEntry, "body">): string | null => {
  const said = saidOf(entry);
  return said === null ? null : upperFirst(said);
};

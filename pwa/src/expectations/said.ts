import type { Agreed, TherapyExpectationBody } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, dayPlain } from "../i18n/dates.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { ofHundred } from "../ui/asking.tsx";
import type { Described, Line } from "../ui/kind.ts";
import { read, type Kind } from "./bodies.ts";
import type { Expectation } from "./found.ts";
import { LEVELS, levelOf, rungWords } from "./levels.ts";

const text = t.expectations;

/** A line only where something was said: most of what this room asks may stay empty. */
const line = (name: string, value: string | null, own = false): Line[] => (value === null ? [] : [{ name, value, own }]);
export const likely = (n: number | null): string | null => (n === null ? null : ofHundred(n, text.likelihood));
export const bad = (n: number | null): string | null => (n === null ? null : ofHundred(n, text.howBad));

/** "70 in 100, then 40 on 21 November"; null where it was never said. */
export function likelihoodSaid({ body, looks }: Expectation, today: string): string | null {
  const first = body.likelihood === null ? null : t.ofHundredPlain(body.likelihood);
  return looks.reduce<string | null>((said, { entry, body: { likelihood } }) => {
    if (likelihood === null) return said;
    return said === null ? t.ofHundredPlain(likelihood) : text.then(said, likelihood, dayPlain(entry.local_date, today));
  }, first);
}

/** What an expectation is about; null of nothing in particular, or of what is no longer listed. */
export function aboutSaid(agreed: Agreed | null, subject: string | null): string | null {
  const goal = agreed?.goals?.find(({ id }) => id === subject);
  return goal?.versions.at(-1)?.words ?? agreed?.homework.find(({ id }) => id === subject)?.what ?? null;
}

/** How its author reads an entry of this room again. */
export function describe(kind: Kind, entry: SavedEntry, agreed: Agreed | null): Described {
  return saying[kind](entry, agreed) ?? { title: text.title, lines: [] };
}

const saying: Record<Kind, (entry: SavedEntry, agreed: Agreed | null) => Described | null> = {
  expectation: expectationSaid,
  expectation_look: lookSaid,
  expectation_review: reviewSaid,
  therapy_expectation: therapySaid,
  prediction: predictionSaid,
  prediction_outcome: outcomeSaid,
};

function expectationSaid(entry: SavedEntry, agreed: Agreed | null): Described | null {
  const body = read("expectation", entry);
  if (body === null) return null;
  const written = LEVELS.map((level) => ({ level, words: level === "0" ? null : rungWords(body, body, level) }));
  const laid = written.some(({ words }) => words !== null);
  const lines = [
    ...line(text.words, body.words, true),
    ...line(text.byName, dayName(body.by, entry.local_date)),
    ...line(text.aboutName, aboutSaid(agreed, entry.subject), true),
    { name: text.likelyName, value: likely(body.likelihood) },
    ...written.flatMap(({ level, words }) => line(text.levels[level], words, true)),
    ...line(text.startName, laid ? text.levels[levelOf(body.start)] : null),
    ...line(text.inTheWayName, body.in_the_way, true),
  ];
  return { title: text.titled(dayName(body.by, entry.local_date)), lines };
}

function lookSaid(entry: SavedEntry): Described | null {
  const body = read("expectation_look", entry);
  if (body === null) return null;
  const lines = [
    ...line(text.thenName, text.thenSaid[body.then]),
    ...line(text.words, body.words, true),
    ...line(text.byName, body.by === null ? null : dayName(body.by, entry.local_date)),
    ...line(text.likelyName, likely(body.likelihood)),
    ...line(text.noteName, body.note, true),
  ];
  return { title: text.lookedTitle(text.looksSaid[body.looks]), lines };
}

function reviewSaid(entry: SavedEntry): Described | null {
  const body = read("expectation_review", entry);
  if (body === null) return null;
  const reached = body.level === null ? text.ratherNotSaid : text.reachedSaid[levelOf(body.level)];
  const lines = [...line(text.happenedName, body.happened, true), ...line(text.learnedName, body.learned, true)];
  return { title: text.reviewTitle(reached), lines };
}

function therapySaid(entry: SavedEntry): Described | null {
  const body = read("therapy_expectation", entry);
  if (body === null) return null;
  return { title: text.therapy, lines: therapyLines(body) };
}

/** What one of the two expects of therapy. */
export function therapyLines({ change, hope, sessions }: TherapyExpectationBody): Line[] {
  return [
    ...line(text.changeName, change, true),
    ...line(text.hopeName, hope, true),
    ...line(text.sessionsName, sessions === null ? null : String(sessions)),
  ];
}

function predictionSaid(entry: SavedEntry): Described | null {
  const body = read("prediction", entry);
  if (body === null) return null;
  const lines = [
    ...line(text.situation, body.situation, true),
    ...line(text.fearName, body.fear, true),
    { name: text.likelyName, value: likely(body.likelihood) },
    { name: text.howBadName, value: bad(body.how_bad) },
    ...line(text.dayName, body.on === null ? null : dayName(body.on, entry.local_date)),
  ];
  return { title: text.predictionTitle, lines };
}

function outcomeSaid(entry: SavedEntry): Described | null {
  const body = read("prediction_outcome", entry);
  if (body === null) return null;
  const lines = [
    { name: text.howBadName, value: bad(body.how_bad) },
    ...line(text.happenedName, body.what, true),
    ...line(text.learnedName, body.learned, true),
  ];
  return { title: text.outcomeTitle(text.outcomeSaid[body.happened]), lines };
}

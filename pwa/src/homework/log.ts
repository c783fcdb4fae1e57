import type { Assignment, Body, HomeworkBody, ObstacleCode } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { WORDS_MAX } from "../entry/envelope.ts";
import { t } from "../i18n/catalogue.ts";
import { wrongDay } from "../ui/wrong_day.ts";
import type { Answer } from "./rules.ts";

/** A log while it is being written; also the shape of its draft. */
export interface Log {
  answer: Answer | null;
  /** "" while no day is chosen. */
  day: string;
  quantity: number | null;
  quality: number | null;
  difficulty: number | null;
  obstacles: ObstacleCode[];
  steps: { id: string; ticked_at: string }[];
  words: string;
  share: Reach;
  bringUp: boolean;
}

export const ANSWERS: readonly Answer[] = ["done", "partly", "not_this_time"];
export const OBSTACLES = Object.keys(t.homework.obstacles) as ObstacleCode[];

export function blankLog(day: string, share: Reach, answer: Answer | null = null): Log {
  return {
    answer,
    day,
    quantity: null,
    quality: null,
    difficulty: null,
    obstacles: [],
    steps: [],
    words: "",
    share,
    bringUp: false,
  };
}

interface Written {
  local_date: string;
  share: Reach;
  bring_up: boolean;
  body: Body | null;
}

export function logOf(entry: Written): Log {
  const body = readBody(entry.body);
  return {
    ...blankLog(entry.local_date, entry.share),
    ...(body === null ? {} : { ...body, words: body.words ?? "" }),
    bringUp: entry.bring_up,
  };
}

/** One tap is a complete log: everything else may be null or empty. */
export function tapBody(answer: Answer, obstacles: ObstacleCode[] = []): Body {
  return { answer, quantity: null, quality: null, difficulty: null, obstacles, steps: [], words: null };
}

const RATINGS = ["quantity", "quality", "difficulty"] as const;

/** The scales that hold a number. */
export const rated = (log: Log): (typeof RATINGS)[number][] => RATINGS.filter((name) => log[name] !== null);

/** Scales are asked where they were agreed; what an earlier version of the log holds stays in sight. */
export const asksScales = (log: Log, agreed: boolean): boolean => agreed || rated(log).length > 0;

/** "Not this time" has no numbers: the form says so before it leaves them out. */
export function bodyOf(log: Log, answer: Answer, scales: boolean): Body {
  const asked = scales && answer !== "not_this_time";
  const words = log.words.trim();
  return {
    answer,
    quantity: asked ? log.quantity : null,
    quality: asked ? log.quality : null,
    difficulty: asked ? log.difficulty : null,
    obstacles: log.obstacles,
    steps: log.steps.map(({ id, ticked_at }) => ({ id, ticked_at })),
    words: words === "" ? null : words,
  };
}

export interface Problems {
  answer: string | null;
  day: string | null;
  words: boolean;
}

export function problemsOf(log: Log, today: string, startsOn: string, startSaid: string): Problems {
  return {
    answer: log.answer === null ? t.homework.answerFirst : null,
    day: wrongDay(log.day, today) ?? (log.day < startsOn ? t.homework.dayEarly(startSaid) : null),
    words: Array.from(log.words.trim()).length > WORDS_MAX,
  };
}

/** Ticks or unticks a step, with the time of the tick. */
export function withStep(log: Log, id: string, ticked: boolean, at: string): Log {
  const others = log.steps.filter((step) => step.id !== id);
  return { ...log, steps: ticked ? [...others, { id, ticked_at: at }] : others };
}

export function readBody(body: Body | null): HomeworkBody | null {
  if (body === null || !check(body)) return null;
  return body as unknown as HomeworkBody;
}

/** Whether this version of the app can read the body of a log. */
export function check(body: Body): boolean {
  const answer = body["answer"];
  return (
    typeof answer === "string" &&
    (ANSWERS as readonly string[]).includes(answer) &&
    ["quantity", "quality", "difficulty"].every((key) => isRating(body[key] ?? null)) &&
    Array.isArray(body["obstacles"]) &&
    Array.isArray(body["steps"]) &&
    (typeof body["words"] === "string" || body["words"] === null)
  );
}

const isRating = (value: unknown): boolean =>
  value === null || (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 10);

export function assignmentOf(homework: readonly Assignment[], id: string | null): Assignment | null {
  return homework.find((one) => one.id === id) ?? null;
}

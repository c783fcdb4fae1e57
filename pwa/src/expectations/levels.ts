import type { ExpectationBody } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { Standing } from "./rules.ts";

/** A level as forms and texts name it, from -2 to 2. */
export type Level = keyof typeof t.expectations.levels;
/** The levels beside the middle one, which is the expectation itself. */
export type Rung = keyof Pick<ExpectationBody, "much_more" | "more" | "less" | "much_less">;

/** From the highest. */
export const LEVELS: readonly Level[] = ["2", "1", "0", "-1", "-2"];
export const RUNGS: Record<Exclude<Level, "0">, Rung> = { "2": "much_more", "1": "more", "-1": "less", "-2": "much_less" };

export const levelOf = (n: number): Level => LEVELS.find((level) => Number(level) === n) ?? "0";

/** What was written for a level; null where nothing was. */
export const rungWords = (body: ExpectationBody, holds: Standing, level: Level): string | null =>
  level === "0" ? holds.words : body[RUNGS[level]];

/** The level reached, as the client reads it; null: rather not say. */
export const levelSaid = (level: number | null): string =>
  level === null ? t.expectations.ratherNot : t.expectations.reached[levelOf(level)];

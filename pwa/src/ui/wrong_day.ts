import { t } from "../i18n/catalogue.ts";

/** The server takes no day before this one. */
export const FIRST_DAY = "1900-01-01";

/** What is wrong with a day that was chosen; null: nothing. */
export function wrongDay(day: string, today: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return t.homework.dayNone;
  if (day > today) return t.homework.dayAhead;
  return day < FIRST_DAY ? t.homework.dayOld : null;
}

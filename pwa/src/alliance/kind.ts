import type { AllianceCheckInBody, Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Described, Line } from "../ui/kind.ts";

const text = t.alliance;
const OUTCOMES = Object.keys(text.said);

const isGrade = (value: unknown): boolean =>
  value === null || (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 10);

/** Whether this version of the app can read the body of a rating. */
export function check(body: Body): boolean {
  const { outcome, safety, respect, felt_off, pillars, words } = body;
  return (
    typeof outcome === "string" &&
    OUTCOMES.includes(outcome) &&
    [safety, respect, ...Object.values((pillars ?? {}) as Body)].every(isGrade) &&
    typeof felt_off === "boolean" &&
    (typeof words === "string" || words === null)
  );
}

/** How its author reads a rating again. */
export function describe({ body }: SavedEntry): Described {
  if (body === null) return { title: text.title, lines: [] };
  const { outcome, safety, respect, felt_off, words } = body as unknown as AllianceCheckInBody;
  const lines: Line[] = [];
  if (outcome === "rated") {
    const said = (grade: number | null): string | null => (grade === null ? null : t.ofTen(grade, ""));
    lines.push({ name: text.safety, value: said(safety) }, { name: text.respect, value: said(respect) });
    if (felt_off) lines.push({ name: text.off, value: text.yes });
  }
  if (words !== null) lines.push({ name: text.words, value: words, own: true });
  return { title: text.titled(text.title, text.said[outcome]), lines };
}

export const alliance = {
  kind: "alliance_check_in",
  check,
  describe,
  offer: () => [],
  route: () => null,
};

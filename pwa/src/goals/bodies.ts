import type { Body, GoalProposalBody, GoalReplyBody } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import type { Answer } from "./rules.ts";

export const PROPOSAL = "goal_proposal";
export const REPLY = "goal_reply";
/** The longest goal, and the longest of what stands beside it, in characters as the server counts them. */
export const GOAL_MAX = 200;
export const WHY_MAX = 1000;

export interface Bodies {
  goal_proposal: GoalProposalBody;
  goal_reply: GoalReplyBody;
}

const known: readonly unknown[] = ["yes", "change", "not_now", "reached"] satisfies Answer[];
const said = (value: unknown): boolean => value === null || typeof value === "string";

/** Whether this version of the app can read such a body. */
export const fits: { [K in keyof Bodies]: (body: Body) => boolean } = {
  goal_proposal: ({ words, why }) => typeof words === "string" && said(why ?? null),
  goal_reply: ({ answer, version, wording, words }) =>
    known.includes(answer) && Number.isInteger(version) && Number(version) >= 1 && said(wording ?? null) && said(words ?? null),
};

/** The body of an entry of this kind; null of another, of one withdrawn, and of one this version cannot read. */
export function read<K extends keyof Bodies>(kind: K, entry: Pick<SavedEntry, "kind" | "body">): Bodies[K] | null {
  const { body } = entry;
  return entry.kind === kind && body !== null && fits[kind](body) ? (body as unknown as Bodies[K]) : null;
}

/** Words as they travel: what was left empty is not said. */
export const given = (typed: string): string | null => (typed.trim() === "" ? null : typed.trim());

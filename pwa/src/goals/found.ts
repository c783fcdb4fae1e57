import type { Agreed, GoalVersion, OfferedGoal } from "../api/wire.ts";
import { current } from "../entry/current.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { own } from "../entry/not_mine.ts";
import { PROPOSAL, read, REPLY, type Bodies } from "./bodies.ts";
import { lookAgain, standing, type Said, type Standing } from "./rules.ts";

export interface Read<K extends keyof Bodies> {
  entry: SavedEntry;
  body: Bodies[K];
}

/** One goal; without versions a proposal that nobody answered yet. `id` is the goal's, or the proposal's. */
export interface Goal extends Standing {
  id: string;
  /** Oldest first. */
  versions: GoalVersion[];
  proposal: Read<typeof PROPOSAL> | null;
  /** In the order of writing. */
  replies: Read<typeof REPLY>[];
  /** As both agreed, else as it was put last. */
  words: string;
  /** As the therapist put it last; of a proposal, as it was written. */
  put: string;
  /** What is asked of the client today. */
  asks: "word" | "look" | null;
}

/** All goals, oldest first, then the proposals without an answer. Entries come newest first. */
export function found({ goals = [] }: Agreed, entries: readonly SavedEntry[], today: string): Goal[] {
  const mine = current(own(entries)).reverse();
  const all = <K extends keyof Bodies>(kind: K): Read<K>[] =>
    mine.flatMap((entry) => {
      const body = read(kind, entry);
      return body === null ? [] : [{ entry, body }];
    });
  const [proposals, replies] = [all(PROPOSAL), all(REPLY)];
  const answered = new Set(goals.map(({ began }) => began?.entry));
  return [
    ...goals.map((goal) => {
      const proposal = proposals.find(({ entry }) => entry.id === goal.began?.entry) ?? null;
      return goalOf(goal, proposal, replies.filter(({ entry }) => entry.subject === goal.id), today);
    }),
    ...proposals.filter(({ entry }) => !answered.has(entry.id)).map((one) => goalOf(null, one, [], today)),
  ];
}

function goalOf(goal: OfferedGoal | null, proposal: Goal["proposal"], replies: Goal["replies"], today: string): Goal {
  const versions = goal?.versions ?? [];
  const revision = goal?.began?.revision ?? Infinity;
  // What was changed after it was answered asks for other words than those that were answered.
  const first = proposal === null ? [] : [{ entry: proposal.entry, said: sayingOf(proposal, revision) }];
  const every = [...first, ...replies.map(({ entry, body }) => ({ entry, said: { ...body, on: entry.local_date } }))];
  // The therapist never hears of what is only here: it agrees to nothing, and it answers Today all the same.
  const shared = every.filter(({ entry }) => entry.state !== "only_here").map(({ said }) => said);
  const stands = standing(versions, shared);
  const put = versions.at(-1)?.words ?? proposal?.body.words ?? "";
  return {
    ...stands,
    ...{ versions, proposal, replies, put },
    id: goal?.id ?? proposal?.entry.id ?? "",
    words: stands.holds?.words ?? put,
    asks: asked(versions, every.map(({ said }) => said), today),
  };
}

const sayingOf = ({ entry, body }: Read<typeof PROPOSAL>, revision: number): Said => ({
  ...{ version: entry.revision > revision ? 1 : 0, answer: "change", wording: body.words, on: entry.local_date },
});

function asked(versions: GoalVersion[], said: Said[], today: string): Goal["asks"] {
  if (standing(versions, said).stands === "waits_for_client") return "word";
  return lookAgain(versions, said, today).includes("client") ? "look" : null;
}

/** What else may be about a goal: those that both agreed on. */
export const agreedOn = (agreed: Agreed, entries: readonly SavedEntry[], today: string): { id: string; words: string }[] =>
  found(agreed, entries, today).filter(({ holds }) => holds !== null);

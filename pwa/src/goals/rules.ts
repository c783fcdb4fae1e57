/** The server decides the same; `tests/wire/goals.json` holds the examples both sides read. */
export type Answer = "yes" | "change" | "not_now" | "reached";
export type Side = "client" | "therapist";

export interface Wording {
  version: number;
  words: string;
  stance: "yes" | "not_now" | "reached";
  revisit_on: string | null;
}

/** The client's word on a version; a proposal of their own is about version 0. */
export interface Said {
  version: number;
  answer: Answer;
  wording: string | null;
  on: string;
}

export interface Standing {
  stands: "agreed" | "waits_for_client" | "waits_for_therapist" | "not_now" | "reached";
  /** Who ended it; null while it is not over. */
  by: Side | null;
  /** What both last said yes to, while it holds. */
  holds: Wording | null;
}

const last = (said: readonly Said[], version: number): Said | undefined => said.findLast((one) => one.version === version);

const ends = (word: Said | undefined): word is Said & { answer: "not_now" | "reached" } =>
  word?.answer === "not_now" || word?.answer === "reached";

/** Agreeing takes two, stopping takes one, and quiet is not agreement. `said` comes in the order of writing. */
export function standing(versions: readonly Wording[], said: readonly Said[]): Standing {
  const now = versions.at(-1);
  if (now === undefined) return { stands: "waits_for_therapist", by: null, holds: null };
  const word = last(said, now.version);
  if (ends(word)) return { stands: word.answer, by: "client", holds: null };
  if (word === undefined && now.stance !== "yes") return { stands: now.stance, by: "therapist", holds: null };
  const wants = word === undefined ? wanted(versions, said, now) : word.answer === "yes" || word.wording === now.words;
  if (now.stance === "yes" && wants) return { stands: "agreed", by: null, holds: now };
  return { stands: word === undefined ? "waits_for_client" : "waits_for_therapist", by: null, holds: held(versions, said) };
}

/** Whether a version says what the client had already said yes to, or asked for, when it was written. */
function wanted(versions: readonly Wording[], said: readonly Said[], one: Wording): boolean {
  const before = versions.find(({ version }) => version === one.version - 1);
  const word = last(said, one.version - 1);
  if (word !== undefined && word.answer !== "yes") return word.answer === "change" && word.wording === one.words;
  if (before?.words !== one.words) return false;
  return word !== undefined || (before.stance === "yes" && wanted(versions, said, before));
}

function held(versions: readonly Wording[], said: readonly Said[]): Wording | null {
  for (const one of [...versions].reverse()) {
    if (one.stance !== "yes" || ends(last(said, one.version))) return null;
    const yes = said.some(({ version, answer }) => version === one.version && answer === "yes");
    if (yes || wanted(versions, said, one)) return one;
  }
  return null;
}

/** Who is asked to look at it again today: the therapist until they set another day, the client until they say. */
export function lookAgain(versions: readonly Wording[], said: readonly Said[], today: string): Side[] {
  const now = versions.at(-1);
  const day = now?.revisit_on ?? null;
  if (now === undefined || day === null || day > today || standing(versions, said).by !== null) return [];
  const since = said.some(({ version, on }) => version === now.version && on >= day);
  return since ? ["therapist"] : ["client", "therapist"];
}

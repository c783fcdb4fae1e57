import type { Agreed } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import type { Described, Line } from "../ui/kind.ts";
import { PROPOSAL, read, REPLY } from "./bodies.ts";

const text = t.goals;

const line = (name: string, value: string | null): Line[] => (value === null ? [] : [{ name, value, own: true }]);

export function describeProposal(entry: SavedEntry): Described {
  const body = read(PROPOSAL, entry);
  return { title: text.proposed, lines: body === null ? [] : [...line(text.goal, body.words), ...line(text.why, body.why)] };
}

/** A reply is read again beside the words that it answered. */
export function describeReply(entry: SavedEntry, agreed: Agreed | null): Described {
  const body = read(REPLY, entry);
  if (body === null) return { title: text.goal, lines: [] };
  const goal = agreed?.goals?.find(({ id }) => id === entry.subject);
  const answered = goal?.versions.find(({ version }) => version === body.version)?.words ?? null;
  const lines = [...line(text.goal, answered), ...line(text.wording, body.wording), ...line(text.words, body.words)];
  return { title: text.titled(text.said[body.answer]), lines };
}

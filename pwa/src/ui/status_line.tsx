import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { moment } from "../i18n/dates.ts";
import { Kept, type Keeping } from "./pieces.tsx";

/** The part of the sync status that a person is told. */
export interface Standing {
  waiting: number;
  refused: number;
  newer: number;
  lastContact: string | null;
  allSent: boolean;
}

interface StatusLineProps {
  standing: Standing;
  today: string;
  /** Whether anything was ever written here: else there is nothing to call sent. */
  any: boolean;
  /** Where it is said how many are sent. */
  sent?: number;
}

/** "All sent" is never said while one entry waits, needs a fix or is kept back. */
export function standingText({ standing, today, any, sent = 0 }: StatusLineProps): { as: Keeping; text: string } | null {
  const { waiting, refused, newer, allSent, lastContact } = standing;
  if (waiting > 0) {
    const here = t.state.waiting(waiting);
    return { as: "here", text: sent === 0 ? here : `${here}. ${t.state.othersSent(sent)}` };
  }
  if (refused > 0) return { as: "no", text: t.state.refused(refused) };
  if (newer > 0) return { as: "here", text: t.state.newer(newer) };
  if (!allSent || !any) return null;
  if (lastContact === null) return { as: "safe", text: t.state.allSentPlain };
  const when = moment(lastContact, today);
  return { as: "safe", text: sent === 0 ? t.state.allSent(when) : t.state.allSentOf(sent, when) };
}

export function StatusLine(props: StatusLineProps): VNode {
  const said = standingText(props);
  // Always there, so that a screen reader hears what changes in it.
  return <p role="status">{said === null ? null : <Kept as={said.as}>{said.text}</Kept>}</p>;
}

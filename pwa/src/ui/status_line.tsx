import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { moment } from "../i18n/dates.ts";
import { Kept } from "./pieces.tsx";

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
}

/** "All sent" is never shown while one entry waits, needs a fix or is kept back. */
export function StatusLine({ standing, today, any }: StatusLineProps): VNode | null {
  const { waiting, refused, newer, allSent, lastContact } = standing;
  if (waiting > 0) return line("here", t.state.waiting(waiting));
  if (refused > 0) return line("no", t.state.refused(refused));
  if (newer > 0) return line("here", t.state.newer(newer));
  if (!allSent || !any) return null;
  return line("safe", lastContact === null ? t.state.allSentPlain : t.state.allSent(moment(lastContact, today)));
}

const line = (as: "safe" | "here" | "no", text: string): VNode => (
  <p role="status">
    <Kept as={as}>{text}</Kept>
  </p>
);

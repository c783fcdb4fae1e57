import type { VNode } from "preact";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { moment } from "../i18n/dates.ts";
import { Kept, type Keeping } from "./pieces.tsx";

/** What a proof of safe keeping rests on. */
export interface Proven {
  state: SavedEntry["state"];
  recorded_at: string;
  received_at: string | null;
  code: string | null;
}

const reasons: Record<string, string> = t.log.why;

export function why(code: string | null): string {
  return (code === null ? undefined : reasons[code]) ?? t.log.why.other;
}

export function proofText(entry: Proven, today: string): { as: Keeping; text: string } {
  switch (entry.state) {
    case "sent":
      return { as: "safe", text: entry.received_at === null ? t.log.sentPlain : t.log.sent(moment(entry.received_at, today)) };
    case "refused":
      return { as: "no", text: t.log.needsFix(why(entry.code)) };
    case "newer":
      return { as: "here", text: t.log.newer };
    case "waiting":
      return { as: "here", text: t.log.here(moment(entry.recorded_at, today)) };
    case "only_here":
      return { as: "mine", text: t.log.onlyHere(moment(entry.recorded_at, today)) };
    case "conflict":
      return { as: "plain", text: t.log.conflict };
  }
}

export function Proof({ entry, today }: { entry: Proven; today: string }): VNode {
  const { as, text } = proofText(entry, today);
  return <Kept as={as}>{text}</Kept>;
}

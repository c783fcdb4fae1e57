import type { Meeting } from "../api/wire.ts";

export interface Between {
  /** The last session that was held. */
  last: Meeting | null;
  /** The next one planned, also while it runs. */
  next: Meeting | null;
}

const endsAt = (meeting: Meeting): number => Date.parse(meeting.starts_at) + meeting.minutes * 60_000;

/** The two sessions that `now` lies between. */
export function between(meetings: readonly Meeting[], now: Date): Between {
  const inOrder = [...meetings].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const last = inOrder.filter((one) => isPast(one, now)).at(-1) ?? null;
  const next = inOrder.find((one) => one.state === "planned" && endsAt(one) > now.getTime()) ?? null;
  return { last, next };
}

/** A planned session whose time has passed counts as one that was held until somebody says otherwise. */
function isPast(meeting: Meeting, now: Date): boolean {
  return (meeting.state === "held" || meeting.state === "planned") && endsAt(meeting) <= now.getTime();
}

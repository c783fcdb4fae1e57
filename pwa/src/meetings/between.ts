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

/** The session from whose start "not before we meet" ends: the first one after the entry came. Null: none is planned. */
export function opensFor(meetings: readonly Meeting[], entry: { recorded_at: string; received_at: string | null }): Meeting | null {
  const came = Math.min(Date.parse(entry.recorded_at), entry.received_at === null ? Infinity : Date.parse(entry.received_at));
  const after = meetings.filter(
    ({ state, starts_at }) => (state === "held" || state === "planned") && Date.parse(starts_at) > came,
  );
  return after.sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at))[0] ?? null;
}

/** A planned session whose time has passed counts as one that was held until somebody says otherwise. */
function isPast(meeting: Meeting, now: Date): boolean {
  return (meeting.state === "held" || meeting.state === "planned") && endsAt(meeting) <= now.getTime();
}

import type { Meeting } from "../api/wire.ts";
import { dateOf } from "../i18n/dates.ts";

export interface Between {
  /** The last session that was held. */
  last: Meeting | null;
  /** The next one planned, also while it runs. */
  next: Meeting | null;
}

/** The day of a session, where it takes place. */
export const meetingDay = (meeting: Meeting): string => dateOf(meeting.starts_at, meeting.zone);
/** In ms since 1970. */
export const endsAt = (meeting: Meeting): number => Date.parse(meeting.starts_at) + meeting.minutes * 60_000;

export const inOrder = (meetings: readonly Meeting[]): Meeting[] =>
  [...meetings].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));

/** Planned or held: a planned session counts as one that takes place until somebody says otherwise. */
export const takesPlace = ({ state }: Meeting): boolean => state === "planned" || state === "held";

/** The two sessions that `now` lies between. */
export function between(meetings: readonly Meeting[], now: Date): Between {
  const all = inOrder(meetings);
  const last = all.filter((one) => takesPlace(one) && endsAt(one) <= now.getTime()).at(-1) ?? null;
  const next = all.find((one) => one.state === "planned" && endsAt(one) > now.getTime()) ?? null;
  return { last, next };
}

/** The session from whose start "not before we meet" ends: the first one after the entry came. Null: none is planned. */
export function opensFor(meetings: readonly Meeting[], entry: { recorded_at: string; received_at: string | null }): Meeting | null {
  const came = Math.min(Date.parse(entry.recorded_at), entry.received_at === null ? Infinity : Date.parse(entry.received_at));
  return inOrder(meetings).find((one) => takesPlace(one) && Date.parse(one.starts_at) > came) ?? null;
}

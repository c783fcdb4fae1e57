import type { AllianceCheckInBody, Meeting } from "../api/wire.ts";
import { day as dayOf, plusDays } from "../entry/day.ts";
import { firstWritten, type Timed } from "../entry/first_written.ts";
import { endsAt, inOrder, meetingDay, takesPlace } from "../meetings/between.ts";

/** So many days a session can be rated that no other one follows. */
export const ALONE_DAYS = 14;
/** A usual rests on so many earlier ratings at least, and on so many at most. */
const USUAL_FROM = 3;
const USUAL_OF = 8;

/** What the rules need to know of a rating. */
export interface Rated extends Timed {
  /** The session, where the therapist had entered it. */
  subject: string | null;
  body: Pick<AllianceCheckInBody, "outcome" | "safety" | "respect" | "pillars">;
}

/** Whether a rating is about this session. One that the client could not find in the list is about the one of its day. */
export function isAbout({ subject, local_date }: Pick<Rated, "subject" | "local_date">, meeting: Meeting): boolean {
  return subject === meeting.id || (subject === null && local_date === meetingDay(meeting));
}

/** The sessions that can be rated at `now`, oldest first: from their end until the end of the day after the next one.
 *  `today` is the day as the client means it. */
export function openSessions(meetings: readonly Meeting[], now: Date, today: string): Meeting[] {
  const all = inOrder(meetings).filter(takesPlace);
  return all.filter((one, at) => endsAt(one) <= now.getTime() && today <= lastDay(one, all[at + 1]));
}

function lastDay(one: Meeting, next: Meeting | undefined): string {
  return next === undefined ? plusDays(meetingDay(one), ALONE_DAYS) : plusDays(meetingDay(next), 1);
}

/** Whether all six pillars are asked: with the first rating of a calendar month, and again when that one is changed.
 *  `own` is the id of a rating that is being changed. */
export function asksPillars(written: readonly Rated[], day: string, own: string | null): boolean {
  const changed = written.find(({ id }) => id === own);
  if (changed !== undefined && changed.body.pillars !== null) return true;
  const month = day.slice(0, 7);
  return !written.some(
    ({ id, local_date, body }) => id !== own && body.outcome === "rated" && local_date.slice(0, 7) === month,
  );
}

/** One session in the row of those since the first rating. `rating`: null where there is none, or none to be drawn. */
export interface Sitting {
  day: string;
  rating: Rated["body"] | null;
  /** The client would rather not answer. */
  ratherNot: boolean;
  /** First rated after the end of the day after the session: what is remembered is not what was felt. */
  late: boolean;
}

/** The sessions since the first rating, oldest first, without those that can still be rated and those where the two did
 *  not meet. `written` has the newest first. */
export function sittings(
  written: readonly Rated[],
  meetings: readonly Meeting[],
  { now, today, dayEndsAt }: { now: Date; today: string; dayEndsAt: string },
): Sitting[] {
  const rated = written.map((one) => ({ day: one.local_date, rating: one.body, late: isLate(one, dayEndsAt) }));
  const open = new Set(openSessions(meetings, now, today).map(({ id }) => id));
  const unrated = meetings
    .filter((one) => takesPlace(one) && endsAt(one) <= now.getTime() && !open.has(one.id))
    .filter((one) => !written.some((rating) => isAbout(rating, one)))
    .map((one) => ({ day: meetingDay(one), rating: null, late: false }));
  const first = rated.map(({ day }) => day).sort()[0];
  return [...rated.reverse(), ...unrated]
    .filter(({ day, rating }) => first !== undefined && day >= first && rating?.outcome !== "did_not_meet")
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ day, rating, late }) => ({
      day,
      late,
      rating: rating?.outcome === "rated" ? rating : null,
      ratherNot: rating?.outcome === "rather_not",
    }));
}

const isLate = (one: Rated, dayEndsAt: string): boolean =>
  dayOf(firstWritten(one, dayEndsAt), one.zone, dayEndsAt) > plusDays(one.local_date, 1);

/** What is usual: the median of up to 8 earlier numbers; null where fewer than 3 tell it. Oldest first. */
export function usualOf(earlier: readonly number[]): number | null {
  if (earlier.length < USUAL_FROM) return null;
  const near = earlier.slice(-USUAL_OF).sort((a, b) => a - b);
  const middle = near.slice(Math.ceil(near.length / 2) - 1, Math.floor(near.length / 2) + 1);
  return middle.reduce((sum, n) => sum + n, 0) / middle.length;
}

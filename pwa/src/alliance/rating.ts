import type { AllianceCheckInBody, Body, Meeting, PillarGrades } from "../api/wire.ts";
import { WORDS_MAX } from "../entry/envelope.ts";
import type { Shared } from "../form/entry_form.tsx";
import { t } from "../i18n/catalogue.ts";
import { endsAt, meetingDay } from "../meetings/between.ts";
import type { SavedEntry } from "../store/types.ts";
import { lengthOf } from "../ui/words.tsx";
import { wrongDay } from "../ui/wrong_day.ts";
import type { Rated } from "./rules.ts";

export const KIND = "alliance_check_in";
export type Outcome = AllianceCheckInBody["outcome"];
export type Pillar = keyof PillarGrades;
export const OUTCOMES = Object.keys(t.alliance.answers) as Outcome[];
export const PILLARS = Object.keys(t.alliance.pillars) as Pillar[];

/** The session a rating is about. `meeting` is null where the therapist never entered it; times are ISO, null unknown. */
export interface Session {
  meeting: string | null;
  day: string;
  startedAt: string | null;
  endedAt: string | null;
  /** Where it was held; null: as this phone's clock shows it. */
  zone: string | null;
}

/** A rating while it is being written; also the shape of its draft. */
export interface Rating extends Shared, PillarGrades {
  outcome: Outcome;
  safety: number | null;
  respect: number | null;
  feltOff: boolean;
  words: string;
  /** Of a session that is not listed: its day ("" while none is chosen) and about when it began ("15:30", "" unknown). */
  day: string;
  time: string;
}

const NO_GRADES: PillarGrades = { rapport: null, goals: null, expectations: null, responsibility: null, empathy: null };

export function blankRating(shared: Shared): Rating {
  const nothing = { safety: null, respect: null, ...NO_GRADES, feltOff: false, words: "", day: "", time: "" };
  return { outcome: "rated", ...nothing, ...shared };
}

export function ratingOf({ share, bring_up, local_date, body }: SavedRating): Rating {
  const { outcome, safety, respect, felt_off, pillars, words, session_started_at: started } = body;
  return {
    ...blankRating({ share, bringUp: bring_up }),
    ...(pillars ?? {}),
    ...{ outcome, safety, respect, feltOff: felt_off, words: words ?? "" },
    day: local_date,
    time: started === null ? "" : new Date(started).toTimeString().slice(0, 5),
  };
}

export function sessionOf(meeting: Meeting): Session {
  const endedAt = new Date(endsAt(meeting)).toISOString();
  return { meeting: meeting.id, day: meetingDay(meeting), startedAt: meeting.starts_at, endedAt, zone: meeting.zone };
}

/** The session of a rating whose session no longer comes down. */
export function sessionOfRating({ subject, local_date, body }: Rated & { body: AllianceCheckInBody }): Session {
  const { session_started_at: startedAt, session_ended_at: endedAt } = body;
  return { meeting: subject, day: local_date, startedAt, endedAt, zone: null };
}

/** A session that only the client knows of. */
export function ownSession({ day, time }: Rating): Session {
  const started = day === "" || time === "" ? null : new Date(`${day}T${time}`).toISOString();
  return { meeting: null, day, startedAt: started, endedAt: null, zone: null };
}

/** What was answered beside the outcome, and would be lost with another one. */
export function answered(rating: Rating): boolean {
  return rating.feltOff || ["safety" as const, "respect" as const, ...PILLARS].some((name) => rating[name] !== null);
}

/** Only a rating has numbers: the form says so before it leaves them out. */
export function bodyOf(rating: Rating, session: Session, pillarsAsked: boolean): Body {
  const rated = rating.outcome === "rated";
  const words = rating.words.trim();
  const pillars = Object.fromEntries(PILLARS.map((name) => [name, rating[name]]));
  return {
    outcome: rating.outcome,
    safety: rated ? rating.safety : null,
    respect: rated ? rating.respect : null,
    felt_off: rated && rating.feltOff,
    pillars: rated && pillarsAsked ? pillars : null,
    words: words === "" ? null : words,
    session_started_at: session.startedAt,
    session_ended_at: session.endedAt,
    wording: t.alliance.wording,
  };
}

/** One of the two ways out: one tap is a complete answer. */
export const tapBody = (outcome: Outcome, session: Session): Body =>
  bodyOf({ ...blankRating({ share: "before", bringUp: false }), outcome }, session, false);

export interface Problems {
  outcome: string | null;
  day: string | null;
  time: string | null;
  words: boolean;
}

/** `session` is null for one that is not listed: then its day and time are asked. */
export function problemsOf(rating: Rating, session: Session | null, today: string, now: Date): Problems {
  const { startedAt } = session ?? ownSession(rating);
  const ahead = startedAt !== null && Date.parse(startedAt) > now.getTime();
  const nothing = rating.outcome === "rated" && !answered(rating) && rating.words.trim() === "";
  return {
    outcome: nothing ? t.alliance.nothing : null,
    day: session === null ? wrongDay(rating.day, today) : null,
    time: session === null && ahead ? t.alliance.timeAhead : null,
    words: lengthOf(rating.words.trim()) > WORDS_MAX,
  };
}

const isGrade = (value: unknown): boolean =>
  value === null || (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 10);
const isText = (value: unknown): boolean => value === null || typeof value === "string";

/** Whether this version of the app can read the body of a rating. */
export function check(body: Body): boolean {
  const { outcome, safety, respect, felt_off, pillars, words, session_started_at, session_ended_at } = body;
  return (
    (OUTCOMES as unknown[]).includes(outcome) &&
    [safety, respect, ...Object.values((pillars ?? {}) as Body)].every(isGrade) &&
    typeof felt_off === "boolean" &&
    [words, session_started_at, session_ended_at].every(isText)
  );
}

export function readBody(body: Body | null): (Body & AllianceCheckInBody) | null {
  return body !== null && check(body) ? (body as Body & AllianceCheckInBody) : null;
}

export type SavedRating = SavedEntry & { body: Body & AllianceCheckInBody };

/** The ratings among the entries, newest first; of two versions in conflict the one that counts. */
export function ratings(entries: readonly SavedEntry[]): SavedRating[] {
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const body = readBody(entry.body);
    if (entry.kind !== KIND || entry.withdrawn || body === null || seen.has(entry.id)) return [];
    seen.add(entry.id);
    return [{ ...entry, body }];
  });
}

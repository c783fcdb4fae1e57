import type { Agreed } from "../api/wire.ts";
import { day as dayOf } from "../entry/day.ts";
import { dayName } from "../i18n/dates.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import type { TodayItem } from "../ui/kind.ts";
import { RateCard } from "./card.tsx";
import { ratings, sessionOf, sessionOfRating, type SavedRating, type Session } from "./rating.ts";
import { isAbout, openSessions } from "./rules.ts";
import { asked } from "./said.ts";

export interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
  /** The phone's zone: it says on which day an entry was written. */
  zone: string;
  now: Date;
}

/** A session to rate, or one that was rated today. */
export interface Offer {
  key: string;
  session: Session;
  entry: SavedRating | null;
}

/** Short answers stand on Today until the day is over, as homework's do. */
export function offers({ agreed, entries, today, zone, now }: Given): Offer[] {
  const written = ratings(entries);
  const known = new Map(agreed.meetings.map((meeting) => [meeting.id, sessionOf(meeting)]));
  const fresh = written
    .filter(({ recorded_at }) => dayOf(new Date(recorded_at), zone, agreed.practice.day_ends_at) === today)
    .map((entry): Offer => {
      const session = known.get(entry.subject ?? "") ?? sessionOfRating(entry);
      return { key: `session/${entry.subject ?? entry.id}`, session, entry };
    });
  const open = openSessions(agreed.meetings, now, today)
    .filter((meeting) => !written.some((rating) => isAbout(rating, meeting)))
    .map((meeting): Offer => ({ key: `session/${meeting.id}`, session: sessionOf(meeting), entry: null }));
  // Two phones may have rated the same session: the newest stands for both.
  return [...open, ...fresh].filter(({ key }, at, all) => all.findIndex((one) => one.key === key) === at);
}

export function offer(given: Given, store: Store): TodayItem[] {
  const { agreed, today } = given;
  return offers(given).map(({ key, session, entry }) => ({
    key,
    day: session.day,
    state: entry === null ? "open" : "answered",
    title: asked(session.day, today),
    when: dayName(session.day, today),
    card: () => <RateCard {...{ session, entry, today, store }} therapist={agreed.therapist.name} />,
  }));
}

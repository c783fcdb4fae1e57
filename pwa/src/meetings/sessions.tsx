import type { VNode } from "preact";
import type { Meeting } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayName, timeOf } from "../i18n/dates.ts";
import { Row, Section } from "../ui/pieces.tsx";
import { endsAt, inOrder } from "./between.ts";

/** So many of the sessions to come, and of those that were. */
const COMING = 4;
const LATELY = 2;

export function Sessions({ meetings, now, today }: { meetings: readonly Meeting[]; now: Date; today: string }): VNode {
  const ended = (one: Meeting): boolean => endsAt(one) <= now.getTime();
  const all = inOrder(meetings);
  const coming = all.filter((one) => !ended(one)).slice(0, COMING);
  const lately = all.filter(ended).slice(-LATELY).reverse();
  return (
    <Section title={t.between.sessions} id="sessions">
      {coming.length === 0 ? <p class="hint">{t.between.noSessions}</p> : <List meetings={coming} today={today} />}
      {lately.length === 0 ? null : (
        <>
          <h3 class="day">{t.between.lately}</h3>
          <List meetings={lately} today={today} />
        </>
      )}
    </Section>
  );
}

function List({ meetings, today }: { meetings: readonly Meeting[]; today: string }): VNode {
  return (
    <ul class="rows">
      {meetings.map((one) => (
        <Row key={one.id}>
          <b>{whenOf(one.starts_at, one.zone, today)}</b>
          {hintsOf(one, today).map((hint) => (
            <span key={hint} class="hint">
              {hint}
            </span>
          ))}
        </Row>
      ))}
    </ul>
  );
}

const whenOf = (instant: string, zone: string, today: string): string =>
  `${dayName(dateOf(instant, zone), today)}, ${timeOf(instant, zone)}`;

const states = { planned: null, held: t.between.held, cancelled: t.between.cancelled, no_show: t.between.noShow };

function hintsOf({ state, moved_from, zone, minutes }: Meeting, today: string): string[] {
  const moved = moved_from === null ? null : t.between.moved(whenOf(moved_from, zone, today));
  return [states[state] ?? t.between.lasts(minutes), moved].filter((hint) => hint !== null);
}

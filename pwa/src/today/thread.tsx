import type { VNode } from "preact";
import type { Meeting } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayName, daysAway, dayShort, timeOf } from "../i18n/dates.ts";
import { meetingDay } from "../meetings/between.ts";
import type { TodayItem } from "../ui/kind.ts";

export interface ThreadProps {
  last: Meeting | null;
  next: Meeting | null;
  therapist: string;
  called: string;
  items: readonly TodayItem[];
  today: string;
}

export const meetingTime = (meeting: Meeting): string => timeOf(meeting.starts_at, meeting.zone);

export function Thread({ last, next, therapist, called, items, today }: ThreadProps): VNode {
  return (
    <ol class="thread">
      {last === null ? null : <li class="met">{t.day.lastSession(dayName(meetingDay(last), today))}</li>}
      {items.map((item) => (
        <li key={item.key} class={item.state === "open" ? "open" : "said"}>
          {item.card()}
        </li>
      ))}
      {next === null ? (
        <li class="unknown">
          <b>{t.day.noNext}</b>
          <span class="hint">{t.day.noNextHint(called)}</span>
        </li>
      ) : (
        <li class="meet">
          <b>{`${dayName(meetingDay(next), today)}, ${meetingTime(next)}`}</b>
          <span class="hint">{t.day.nextSession(therapist, daysAway(meetingDay(next), today))}</span>
          {next.moved_from === null ? null : (
            <span class="hint">
              {t.day.moved(`${dayName(dateOf(next.moved_from, next.zone), today)}, ${timeOf(next.moved_from, next.zone)}`)}
            </span>
          )}
        </li>
      )}
    </ol>
  );
}

/** Nothing is due: the line alone, and that is a good state. */
export function Calm({ last, next }: { last: Meeting; next: Meeting }): VNode {
  const from = dayShort(meetingDay(last));
  const to = `${dayShort(meetingDay(next))}, ${meetingTime(next)}`;
  return (
    <figure class="calm">
      <svg class="chart" viewBox="0 0 340 100" role="img" aria-label={t.day.between(from, to)}>
        <path class="c-thread" d="M22 84 C110 84 190 78 190 38 a20 20 0 0 0 -40 0 C150 78 230 84 318 84" />
        <circle class="c-dot" cx="22" cy="84" r="8" />
        <circle class="c-hollow" cx="318" cy="84" r="7.5" />
      </svg>
      <figcaption class="ends2" aria-hidden="true">
        <span>
          <b>{t.day.ends}</b>
          {from}
        </span>
        <span>
          <b>{t.day.endsNext}</b>
          {to}
        </span>
      </figcaption>
    </figure>
  );
}

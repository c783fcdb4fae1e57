import type { ComponentChildren, VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Agreed, Meeting } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, upperFirst } from "../i18n/dates.ts";
import { meetingDay } from "../meetings/between.ts";
import type { SavedEntry, SyncStatus } from "../store/types.ts";
import { showBadge } from "../ui/badge.ts";
import type { Described, TodayItem } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Act, NobodyWatches, Note, Row, Section } from "../ui/pieces.tsx";
import { StatusLine } from "../ui/status_line.tsx";
import { StatusNotes } from "./notes.tsx";
import { Calm, meetingTime, Thread } from "./thread.tsx";
import { Waiting } from "./waiting.tsx";

export interface TodayProps {
  agreed: Agreed | null;
  status: SyncStatus;
  entries: readonly SavedEntry[];
  items: readonly TodayItem[];
  last: Meeting | null;
  next: Meeting | null;
  today: string;
  /** False until the client has agreed to what is stored. */
  agreedTo: boolean;
  /** True when they agreed once, and no longer do. */
  takenBack: boolean;
  /** What has to be said before all else. */
  notice: ComponentChildren;
  /** What is not open, and still has to be said. */
  aside: ComponentChildren;
  describe: (entry: SavedEntry) => Described;
  onTry: () => void;
}

export function TodayPage(props: TodayProps): VNode {
  const { agreed, status, entries, today, onTry } = props;
  const therapist = agreed === null ? "" : callName(agreed.therapist.name);
  const shown = props.items.filter((item) => item.state !== "ahead").sort(byDay);
  const open = shown.filter((item) => item.state === "open").length;
  const counted = agreed !== null && props.agreedTo ? open : 0;
  useEffect(() => {
    showBadge(counted);
  }, [counted]);
  return (
    <Page
      place="today"
      title={titleOf(props, open, shown.length)}
      lede={ledeOf(props, open, shown.length)}
      when={dayName(today, today)}
      under={<StatusLine standing={status} today={today} any={entries.length > 0} />}
    >
      {props.notice}
      <StatusNotes status={status} entries={entries} therapist={therapist} today={today} onTry={onTry} />
      {agreed === null ? (
        status.reachable === false ? (
          <Act busy={status.syncing} onPress={onTry}>
            {t.tryNow}
          </Act>
        ) : null
      ) : props.agreedTo ? (
        <Ready {...props} agreed={agreed} therapist={therapist} shown={shown} />
      ) : (
        <Note icon="pen" tone="grey">
          <p>{t.accounts.consentLaterText}</p>
          <a class="btn small" href="/consent">
            {t.accounts.consentRead}
          </a>
        </Note>
      )}
      <NobodyWatches offline={status.reachable === false && agreed !== null} />
    </Page>
  );
}

const byDay = (a: { day: string }, b: { day: string }): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

function titleOf({ agreed, agreedTo, takenBack, status }: TodayProps, open: number, shown: number): string {
  if (agreed === null) return status.reachable === false ? t.state.unreachable : t.day.fetching;
  if (!agreedTo) return takenBack ? t.accounts.consentBack : t.accounts.consentLater;
  if (open > 0) return t.day.open(open);
  if (shown > 0) return t.day.answered;
  return agreed.homework.length === 0 ? t.day.first : t.day.nothing;
}

function ledeOf({ agreed, agreedTo }: TodayProps, open: number, shown: number): string | undefined {
  if (agreed === null) return t.day.fetchingLede;
  if (!agreedTo || open > 0 || shown > 0) return undefined;
  return agreed.homework.length === 0 ? t.day.firstLede(callName(agreed.therapist.name)) : t.day.nothingLede;
}

type Coming = Pick<TodayItem, "key" | "day" | "title" | "when">;

/** What is coming, with the next session in its place among the days. */
function withSession(items: readonly Coming[], next: Meeting | null, therapist: string, today: string): Coming[] {
  if (next === null) return [...items];
  const day = meetingDay(next);
  const when = `${dayName(day, today)}, ${meetingTime(next)}`;
  return [...items, { key: next.id, day, title: t.day.sessionWith(therapist), when }].sort(byDay);
}

interface ReadyProps extends TodayProps {
  agreed: Agreed;
  therapist: string;
  shown: readonly TodayItem[];
}

function Ready({ agreed, status, entries, items, last, next, today, therapist, shown, aside, describe }: ReadyProps): VNode {
  const waiting = status.reachable === false ? entries.filter((entry) => entry.state === "waiting") : [];
  const calm = shown.length === 0 && last !== null && next !== null;
  const coming = shown.length === 0 ? items.filter((item) => item.state === "ahead").sort(byDay) : [];
  return (
    <>
      {waiting.length === 0 ? null : (
        <Waiting waiting={waiting} today={today} describe={describe} />
      )}
      {calm ? (
        <Calm last={last} next={next} />
      ) : (
        <Thread last={last} next={next} therapist={agreed.therapist.name} called={therapist} items={shown} today={today} />
      )}
      {aside}
      {coming.length === 0 ? null : (
        <Section title={t.day.coming} id="coming">
          <ul class="rows">
            {withSession(coming, next, agreed.therapist.name, today).map((one) => (
              <Row key={one.key}>
                <b dir="auto">{one.title}</b>
                <span class="hint">{upperFirst(one.when)}</span>
              </Row>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t.day.like} id="like">
        <ul class="rows">
          <Row icon="pen" href="/homework">
            {t.day.earlier}
          </Row>
          <Row icon="pen" href="/session">
            {t.alliance.unlisted}
          </Row>
          <Row icon="eye" href="/expectations">
            {t.expectations.title}
          </Row>
          <Row icon="eye" href="/week">
            {t.week.title(therapist)}
          </Row>
          <Row icon="history" href="/history">
            {t.day.history}
          </Row>
        </ul>
      </Section>
    </>
  );
}

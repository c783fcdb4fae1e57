import type { VNode } from "preact";
import type { Api } from "../api/api.ts";
import type { Agreed } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/pieces.tsx";
import { type Browser, browser as realBrowser } from "./browser.ts";
import { InCalendar } from "./calendar.tsx";
import { Deliveries } from "./deliveries.tsx";
import { LockScreen } from "./lock_screen.tsx";
import { MyHours } from "./my_hours.tsx";
import { OneReminder } from "./one_reminder.tsx";
import { Pause } from "./pause.tsx";
import { standing } from "./phone.ts";
import type { Titles } from "./said.ts";
import { TryIt } from "./try_it.tsx";
import { TurnOff, TurnOn } from "./turn_on.tsx";
import { effective, effectiveHours } from "./write.ts";

export interface RemindersProps {
  store: Store;
  api: Api;
  agreed: Agreed;
  today: string;
  titles: Titles;
  /** The reminder whose time is in question. */
  asked: string | null;
  onTurned: () => void;
  browser?: Browser;
}

export function RemindersPage(props: RemindersProps): VNode {
  const { store, api, agreed, today, titles, browser = realBrowser } = props;
  const stands = standing.value;
  const ground = { store, api, browser };
  const on = stands === "on";
  const clock = { now: now(), today, dayEndsAt: agreed.practice.day_ends_at };
  // A practice that sends none, and a phone that takes none, have nothing here to choose.
  const chooses = stands !== "none" && stands !== "unsupported" && stands !== "too_old" && stands !== "install";
  const list = agreed.reminders?.reminders ?? [];
  const turnedOn = agreed.reminders?.turned_on === true;
  const paused = on && pausedOn(agreed, store, today);
  return (
    <Page title={text.title[paused ? "paused" : stands]} {...(on && !paused ? { lede: text.lede } : {})} back={{ href: "/my-phone", name: t.myPhone }}>
      <TurnOn ground={ground} onTurned={props.onTurned} />
      {chooses || turnedOn ? <Choices {...props} /> : null}
      {on ? (
        <>
          <Section title={text.others} id="others">
            <LockScreen />
            <p class="hint">{text.othersHint}</p>
            <p class="hint">{text.othersIcon}</p>
          </Section>
          <TryIt api={api} />
        </>
      ) : null}
      {turnedOn ? <Deliveries {...{ api, titles, clock }} /> : null}
      {list.length > 0 ? <InCalendar api={api} /> : null}
      {on ? <TurnOff ground={ground} /> : null}
    </Page>
  );
}

function pausedOn({ reminders }: Agreed, store: Store, today: string): boolean {
  const until = reminders ? effectiveHours(reminders.hours, store.entries.value).paused_until : null;
  return until !== null && until >= today;
}

/** What the client decides, with or without a network. */
function Choices({ store, agreed, today, titles, asked }: RemindersProps): VNode {
  const entries = store.entries.value;
  const known = agreed.reminders ?? null;
  const hours = known === null ? null : effectiveHours(known.hours, entries);
  const list = known?.reminders ?? [];
  return (
    <>
      <Section title={text.of} id="of">
        {list.length === 0 ? (
          <p class="hint">{text.ofNone(callName(agreed.therapist.name))}</p>
        ) : (
          <ul class="rows">
            {list.map((one) => (
              <OneReminder
                key={one.id}
                {...{ store, titles, today }}
                reminder={effective(one, entries)}
                firstWeekday={agreed.practice.first_weekday}
                asked={one.id === asked}
              />
            ))}
          </ul>
        )}
      </Section>
      {hours === null ? null : (
        <Section title={text.hours} id="hours">
          <Pause {...{ store, hours, today }} />
          <MyHours {...{ store, hours, today }} />
        </Section>
      )}
    </>
  );
}

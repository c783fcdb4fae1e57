import { useComputed, type Signal } from "@preact/signals";
import type { ReadonlySignal } from "@preact/signals-core";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "./api/api.ts";
import type { Agreed } from "./api/wire.ts";
import { decision } from "./between_us/consent.ts";
import { startStep } from "./between_us/start_step.ts";
import { now, zone } from "./clock/clock.ts";
import { DAY_ENDS_AT, day as dayOf } from "./entry/day.ts";
import { marks, own } from "./entry/not_mine.ts";
import { agreedOn } from "./goals/found.ts";
import { t } from "./i18n/catalogue.ts";
import { dayName } from "./i18n/dates.ts";
import { changeRoute, describe, isRead, isShown } from "./kinds.ts";
import { startLock } from "./lock/start.ts";
import { between, meetingDay, opensFor } from "./meetings/between.ts";
import { offered, titleOf } from "./offered.tsx";
import { keyOnToday } from "./reminders/pressed.ts";
import { startReminders } from "./reminders/start.ts";
import { routeOf } from "./routes.ts";
import {
  AccessLogPage,
  AskPage,
  BetweenUsPage,
  ConsentStep,
  EntryPage,
  EraseNote,
  ErasePage,
  Expectations,
  ExportPage,
  Goals,
  GoalsBetweenUs,
  HistoryPage,
  LockPrivacy,
  LockRows,
  LockSettingsPage,
  LogPage,
  MyPhonePage,
  OnlyHerePage,
  PickPage,
  RatePage,
  RepairPage,
  Sessions,
  ReminderPage,
  RemindersOnToday,
  RemindersPage,
  RescuePage,
  StartPage,
  Trends,
  WeekPage,
} from "./screens.ts";
import type { SavedEntry, Store } from "./store/types.ts";
import { startSync, syncNow } from "./sync/start.ts";
import { TodayPage } from "./today/today_page.tsx";
import { Guard } from "./ui/guard.tsx";
import { callName } from "./ui/names.ts";
import { fetchScreens } from "./ui/later.tsx";
import { go, here } from "./ui/navigate.ts";
import { Page } from "./ui/page.tsx";
import { readerOf } from "./ui/share.tsx";

export interface AppProps {
  store: Store;
  api: Api;
  /** The day as the client means it. */
  today: Signal<string>;
  updateReady: ReadonlySignal<boolean>;
  version: string;
  /** Shown where a screen cannot be drawn. */
  broken: ComponentChildren;
  onStopped: () => void;
}

/** The phone once it has joined. */
export function App(props: AppProps): VNode {
  const { store, api, broken } = props;
  useEffect(() => startSync(store.shared, api), [store, api]);
  useEffect(fetchScreens, []);
  useEffect(() => startReminders(store, api), [store, api]);
  useEffect(() => startLock(store), [store]);
  const { pathname, search } = here.value;
  return (
    <Guard key={pathname + search} instead={broken}>
      <Screen {...props} />
    </Guard>
  );
}

/** Which screen an address shows, and what each screen is given. */
function Screen({ store, api, today: day, updateReady, version, onStopped }: AppProps): VNode {
  const agreedTo = useComputed(() => decision(store)?.given === true);
  const today = day.value;
  const agreed = store.agreed.value;
  const entries = store.entries.value;
  const mine = own(entries);
  const shown = entries.filter(isShown);
  const status = store.status.value;
  const meetings = agreed?.meetings ?? [];
  const { last, next } = between(meetings, now());
  const reader = (entry: SavedEntry): string | null => {
    if (!isRead(entry)) return null;
    const opens = opensFor(meetings, entry);
    const opening =
      opens === null ? null : { day: dayName(meetingDay(opens), today), begun: Date.parse(opens.starts_at) <= now().getTime() };
    return readerOf(entry, opening, agreed === null ? "" : callName(agreed.therapist.name));
  };
  const meets = next === null ? null : dayName(meetingDay(next), today);
  const say = (entry: SavedEntry): ReturnType<typeof describe> => describe(entry, agreed);
  const titles = (id: string): string | null => titleOf(id, agreed, entries);
  const route = routeOf(here.value);
  // Agreed or not is known only once the oldest entries are open: until then, neither is said.
  const unsure = agreed !== null && decision(store) === null && !store.complete.value;
  // Settings are plain values: after one has changed, the screen has to be asked for once more.
  const [, lookAgain] = useState(0);
  const settled = (): void => {
    lookAgain((times) => times + 1);
  };
  const toToday = (): void => {
    settled();
    go("/", true);
  };

  // Nobody should come upon it by looking for it: it stands on the two screens that are seen most.
  const erasing = agreed?.erase ? <EraseNote {...{ api, agreed, today }} onChanged={syncNow} /> : null;

  if (unsure) return <Page title={t.loading} />;
  if (agreed !== null && route.name !== "between_us" && route.name !== "my_phone" && route.name !== "lock") {
    const step = startStep(store, agreed);
    const props = { store, agreed, today, meets, onDone: settled };
    if (step !== null) return <StartPage step={step} {...props} />;
    if (route.name === "consent") return <ConsentStep {...props} onDone={toToday} />;
  }
  switch (route.name) {
    case "today":
    case "join":
    case "consent": {
      const items = agreed === null ? [] : offered(agreed, mine, today, store);
      const takenBack = decision(store)?.given === false;
      const props = { agreed, status, entries: shown, items, last, next, today, takenBack, agreedTo: agreedTo.value };
      const aside = agreed === null ? null : <RemindersOnToday {...{ store, agreed, today, titles }} />;
      return <TodayPage {...props} notice={erasing} aside={aside} describe={say} onTry={() => void syncNow()} />;
    }
    case "reminders": {
      if (agreed === null || !agreedTo.value) return <NotYet />;
      const onTurned = (): void => void syncNow();
      return <RemindersPage key={route.asked} {...{ store, api, agreed, today, titles, onTurned }} asked={route.asked} />;
    }
    case "reminder": {
      if (agreed === null || !agreedTo.value) return <NotYet />;
      const card = (about: Parameters<typeof keyOnToday>[0]): ComponentChildren => {
        const item = offered(agreed, mine, today, store).find(({ key, state }) => key === keyOnToday(about) && state !== "ahead");
        return item?.card() ?? null;
      };
      return <ReminderPage key={route.id} {...{ store, api, agreed, today, card }} id={route.id} />;
    }
    case "pick":
      return agreed === null ? <NotYet /> : <PickPage agreed={agreed} today={today} />;
    case "homework":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return (
        <LogPage
          key={`${route.assignment}/${route.entry ?? ""}`}
          {...{ store, agreed, today, meets }}
          assignment={route.assignment}
          entry={route.entry}
          day={route.day}
        />
      );
    case "expectations":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return <Expectations screen={route.screen} {...{ store, agreed, today, meets }} goals={agreedOn(agreed, entries, today)} />;
    case "goals":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return <Goals screen={route.screen} {...{ store, agreed, today, meets }} />;
    case "session":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return (
        <RatePage
          key={`${route.meeting ?? ""}/${route.entry ?? ""}`}
          {...{ store, agreed, today, meets }}
          now={now()}
          meeting={route.meeting}
          entry={route.entry}
        />
      );
    case "repair":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return <RepairPage key={`${route.id}/${route.entry ?? ""}`} {...{ store, agreed, today, meets }} id={route.id} entry={route.entry} />;
    case "week":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return <WeekPage key={route.entry} {...{ store, api, agreed, today, meets }} entry={route.entry} />;
    case "history": {
      const complete = store.complete.value;
      const trends = agreed === null || !complete ? null : <Trends {...{ agreed, today }} entries={mine} now={now()} />;
      const unreadableHere = store.unreadableHere.value;
      return <HistoryPage {...{ agreed, entries: shown, status, unreadableHere, today, reader, complete, trends }} notMine={marks(entries)} describe={say} />;
    }
    case "entry":
      return (
        <EntryPage
          key={route.id}
          {...{ store, agreed, today, reader }}
          serverToday={serverDay(status.skewMs, agreed)}
          id={route.id}
          describe={say}
          route={changeRoute}
          mayWithdraw={(entry) => isRead(entry) || (entry.state === "refused" && entry.kind !== "consent")}
        />
      );
    case "between_us": {
      const sessions = <Sessions meetings={meetings} now={now()} today={today} />;
      const goals = agreed === null ? null : <GoalsBetweenUs {...{ store, agreed, today }} mayWrite={agreedTo.value} />;
      return <BetweenUsPage {...{ store, agreed, today, goals, sessions }} />;
    }
    case "question":
      if (agreed === null || !agreedTo.value) return <NotYet />;
      return <AskPage key={`${route.about}/${route.entry ?? ""}`} {...{ store, agreed, today, meets }} about={route.about} entry={route.entry} />;
    case "my_phone": {
      const joinedOn = store.setting<string>("joined_at") ?? null;
      const props = { store, api, agreed, today, meets, joinedOn, version, onStopped };
      const lock = { rows: <LockRows store={store} />, privacy: <LockPrivacy store={store} /> };
      return <MyPhonePage lock={lock} notice={erasing} {...props} updateReady={updateReady.value} />;
    }
    case "opened":
      return <AccessLogPage api={api} />;
    case "only_here":
      return <OnlyHerePage store={store} />;
    case "export":
      return <ExportPage {...{ api, store }} therapist={agreed === null ? "" : callName(agreed.therapist.name)} />;
    case "erase":
      return agreed === null ? <NotYet /> : <ErasePage {...{ api, agreed, today }} onChanged={syncNow} />;
    case "rescue":
      return <RescuePage {...{ store, today }} describe={say} />;
    case "lock":
      return <LockSettingsPage store={store} />;
    case "unknown":
      return <Page title={t.notFound} lede={t.notFoundLede} back={{ href: "/", name: t.today }} />;
  }
}

function serverDay(skewMs: number, agreed: Agreed | null): string {
  return dayOf(new Date(now().getTime() + skewMs), zone(), agreed?.practice.day_ends_at ?? DAY_ENDS_AT);
}

/** Reached by an address before anything was agreed: Today says what to do. */
function NotYet(): VNode {
  return <Page title={t.accounts.consentLater} lede={t.accounts.consentLaterText} back={{ href: "/", name: t.today }} />;
}

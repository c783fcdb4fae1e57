import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { AgreedReminder, ReminderChoiceBody } from "../api/wire.ts";
import { upperFirst, weekdayShort } from "../i18n/dates.ts";
import { text } from "../i18n/reminders.ts";
import { OneOf, SomeOf } from "../ui/asking.tsx";
import { Icon } from "../ui/icons.tsx";
import { Act, Wrong } from "../ui/pieces.tsx";

const MOST_TIMES = 4;
const AFTER = [0, 60, 180, 360, 1440];
const isTime = (at: string): boolean => /^\d\d:\d\d$/.test(at);

interface TimesProps {
  reminder: AgreedReminder;
  firstWeekday: number;
  busy: boolean;
  onSave: (body: ReminderChoiceBody) => void;
}

/** When one reminder comes. */
export function Times({ reminder, ...props }: TimesProps): VNode {
  return reminder.when.type === "after_sessions" ? (
    <AfterSession minutes={reminder.when.minutes} {...props} />
  ) : (
    <OnDays reminder={reminder} when={reminder.when} {...props} />
  );
}

type Rest = Omit<TimesProps, "reminder">;

function AfterSession({ minutes, busy, onSave }: Rest & { minutes: number }): VNode {
  const [chosen, setChosen] = useState(minutes);
  const offered = [...new Set([...AFTER, minutes])].sort((a, b) => a - b);
  return (
    <>
      <OneOf
        name="after"
        legend={text.after}
        choices={offered.map((n) => ({ value: String(n), label: upperFirst(text.afterEnd(n)) }))}
        value={String(chosen)}
        look="chips"
        onChoose={(value) => {
          setChosen(Number(value));
        }}
      />
      <Save
        busy={busy}
        onPress={() => {
          onSave({ on: true, at: null, weekdays: null, minutes: chosen });
        }}
      />
    </>
  );
}

type OnDaysWhen = Extract<AgreedReminder["when"], { type: "on_days" }>;

function OnDays({ reminder, when, firstWeekday, busy, onSave }: Rest & { reminder: AgreedReminder; when: OnDaysWhen }): VNode {
  const [at, setAt] = useState<readonly string[]>([...when.at].sort());
  const [days, setDays] = useState<readonly number[]>(when.weekdays);
  const [wrong, setWrong] = useState<string | null>(null);
  const asksDays = when.weekdays.length > 0 && when.first !== when.last;
  const save = (): void => {
    const problem = asksDays && days.length === 0 ? text.daysNone : at.every(isTime) ? null : text.timeNone;
    setWrong(problem);
    if (problem !== null) return;
    // Days that were left alone stay as agreed, whatever is agreed next.
    const weekdays = asksDays && !same(days, when.weekdays) ? [...days].sort() : reminder.own && asksDays ? [...days] : null;
    onSave({ on: true, at: [...new Set(at)].sort(), weekdays, minutes: null });
  };
  return (
    <>
      {asksDays ? <Days first={firstWeekday} days={days} onChange={setDays} /> : null}
      <Clocks at={at} id={reminder.id} onChange={setAt} />
      {wrong === null ? null : <Wrong id={`times-${reminder.id}`}>{wrong}</Wrong>}
      <Save busy={busy} onPress={save} />
    </>
  );
}

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((day) => other.includes(day));

function Days({ first, days, onChange }: { first: number; days: readonly number[]; onChange: (days: number[]) => void }): VNode {
  const week = Array.from({ length: 7 }, (_, n) => (first + n) % 7);
  return (
    <SomeOf
      name="days"
      legend={text.days}
      choices={week.map((day) => ({ value: String(day), label: weekdayShort(day) }))}
      values={days.map(String)}
      onChange={(values) => {
        onChange(values.map(Number));
      }}
    />
  );
}

function Clocks({ at, id, onChange }: { at: readonly string[]; id: string; onChange: (at: string[]) => void }): VNode {
  return (
    <>
      {at.map((time, nth) => (
        <div class={at.length > 1 ? "with-drop" : ""} key={nth}>
          <div class="field">
            <label for={`at-${id}-${nth}`}>{at.length === 1 ? text.time : text.timeNth(nth + 1)}</label>
            <input
              class="input"
              id={`at-${id}-${nth}`}
              type="time"
              value={time}
              onInput={(event) => {
                onChange(at.map((one, place) => (place === nth ? event.currentTarget.value : one)));
              }}
            />
          </div>
          {at.length > 1 ? (
            <button
              class="btn"
              type="button"
              aria-label={text.about(text.timeNth(nth + 1), text.dropTime)}
              onClick={() => {
                onChange(at.filter((_, place) => place !== nth));
              }}
            >
              <Icon name="minus" small />
            </button>
          ) : null}
        </div>
      ))}
      {at.length < MOST_TIMES ? (
        <Act
          look="quiet"
          small
          onPress={() => {
            onChange([...at, ""]);
          }}
        >
          {text.addTime}
        </Act>
      ) : null}
    </>
  );
}

function Save({ busy, onPress }: { busy: boolean; onPress: () => void }): VNode {
  return (
    <Act busy={busy} onPress={onPress}>
      {text.save}
    </Act>
  );
}

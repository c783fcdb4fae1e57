import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain, nearDay, upperFirst } from "../i18n/dates.ts";
import { OneOf, type Choice } from "./asking.tsx";

interface PickDayProps {
  name: string;
  legend: string;
  /** The days most likely meant; "" may stand among them for none. */
  days: readonly Choice<string>[];
  /** What the field for another day is called. */
  field: string;
  /** "" while no day is chosen. */
  value: string;
  earliest: string;
  latest?: string;
  wrong: string | null;
  hint?: string;
  onChange: (day: string) => void;
}

const OTHER = "other";

/** A day: one of a few near ones, or any other. */
export function PickDay({ name, legend, days, field, value, earliest, latest, wrong, hint, onChange }: PickDayProps): VNode {
  const near = days.some((one) => one.value === value);
  const [other, setOther] = useState(value !== "" && !near);
  const choose = (day: string): void => {
    setOther(day === OTHER);
    onChange(day === OTHER ? "" : day);
  };
  return (
    <OneOf
      {...{ name, legend, wrong, ...(hint === undefined ? {} : { hint }) }}
      choices={[...days, { value: OTHER, label: t.anotherDay }]}
      value={other ? OTHER : near ? value : null}
      onChoose={choose}
      look="chips"
    >
      {other ? (
        <div class="field">
          <label for={`which-${name}`}>{field}</label>
          <input
            class="input"
            id={`which-${name}`}
            type="date"
            min={earliest}
            max={latest}
            value={value}
            onInput={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
        </div>
      ) : null}
    </OneOf>
  );
}

interface WhichDayProps extends Pick<PickDayProps, "legend" | "value" | "earliest" | "wrong" | "onChange"> {
  today: string;
  /** With the date in the chips, for when the phone's own idea of today was the trouble. */
  dated?: boolean;
}

/** The day something was: today, yesterday, or before. */
export function WhichDay({ today, dated = false, ...props }: WhichDayProps): VNode {
  const yesterday = plusDays(today, -1);
  const label = (day: string, withDate: (date: string) => string): string =>
    dated ? withDate(dayPlain(day, today)) : upperFirst(nearDay(day, today) ?? day);
  const days = [
    { value: today, label: label(today, t.log.todayIs) },
    ...(yesterday < props.earliest ? [] : [{ value: yesterday, label: label(yesterday, t.log.yesterdayWas) }]),
  ];
  return <PickDay {...props} name="day" days={days} field={t.homework.dayField} latest={today} />;
}

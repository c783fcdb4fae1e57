import type { VNode } from "preact";
import { plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import { PickDay } from "../ui/which_day.tsx";

const text = t.expectations;

interface ByDayProps {
  /** "" while no day is chosen. */
  value: string;
  today: string;
  /** The day it is, or was, written: what is expected lies ahead of it. */
  set: string;
  wrong: string | null;
  onChange: (by: string) => void;
}

/** By which day. The date is said in full: a chip alone does not tell it. */
export function ByDay({ value, today, set, wrong, onChange }: ByDayProps): VNode {
  const near = [
    { value: plusDays(today, 7), label: text.inAWeek },
    { value: plusDays(today, 14), label: text.inTwo },
    { value: plusDays(today, 28), label: text.inFour },
  ];
  return (
    <PickDay
      name="by"
      legend={text.byWhen}
      days={near}
      field={text.dayField}
      value={value}
      earliest={plusDays(set, 1)}
      wrong={wrong}
      {...(byWrong(value, set) === null ? { hint: dayName(value, today) } : {})}
      onChange={onChange}
    />
  );
}

export function byWrong(by: string, set: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(by)) return text.dayNone;
  return by <= set ? text.dayPast : null;
}

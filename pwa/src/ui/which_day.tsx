import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain, nearDay, upperFirst } from "../i18n/dates.ts";
import { OneOf } from "./asking.tsx";

interface WhichDayProps {
  legend: string;
  /** "" while no day is chosen. */
  value: string;
  today: string;
  earliest: string;
  wrong: string | null;
  /** With the date in the chips, for when the phone's own idea of today was the trouble. */
  dated?: boolean;
  onChange: (day: string) => void;
}

type Pick = "today" | "yesterday" | "other";

export function WhichDay({ legend, value, today, earliest, wrong, dated = false, onChange }: WhichDayProps): VNode {
  const yesterday = plusDays(today, -1);
  const [other, setOther] = useState(value !== "" && value !== today && value !== yesterday);
  const picked: Pick | null = other ? "other" : value === today ? "today" : value === yesterday ? "yesterday" : null;
  const label = (day: string, withDate: (date: string) => string): string =>
    dated ? withDate(dayPlain(day, today)) : upperFirst(nearDay(day, today) ?? day);
  const choices = [
    { value: "today" as const, label: label(today, t.log.todayIs) },
    ...(yesterday < earliest ? [] : [{ value: "yesterday" as const, label: label(yesterday, t.log.yesterdayWas) }]),
    { value: "other" as const, label: t.homework.anotherDay },
  ];
  const choose = (pick: Pick): void => {
    setOther(pick === "other");
    onChange(pick === "today" ? today : pick === "yesterday" ? yesterday : "");
  };
  return (
    <OneOf name="day" legend={legend} choices={choices} value={picked} onChoose={choose} look="chips" wrong={wrong}>
      {other ? (
        <div class="field">
          <label for="which-day">{t.homework.dayField}</label>
          <input
            class="input"
            id="which-day"
            type="date"
            min={earliest}
            max={today}
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

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { plusDays } from "../entry/day.ts";
import { useAttempt } from "../form/attempt.ts";
import { dayName, upperFirst } from "../i18n/dates.ts";
import { text } from "../i18n/reminders.ts";
import { Act, Note, Wrong } from "../ui/pieces.tsx";
import { PickDay } from "../ui/which_day.tsx";
import type { HoursProps } from "./my_hours.tsx";
import { chooseHours } from "./write.ts";

/** All of it stops for some days, by itself on again. */
export function Pause({ store, hours, today }: HoursProps): VNode {
  const [asking, setAsking] = useState(false);
  const [day, setDay] = useState(today);
  const [wrong, setWrong] = useState<string | null>(null);
  const { busy, failed, attempt } = useAttempt();
  const keep = async (paused_until: string | null): Promise<void> => {
    setWrong(paused_until === "" ? text.pauseNone : null);
    if (paused_until === "") return;
    if (await attempt(() => chooseHours(store, { ...hours, paused_until }, today))) setAsking(false);
  };
  const { paused_until } = hours;
  const problem = failed ? <Wrong id="pause-failed">{text.notKept}</Wrong> : null;
  if (paused_until !== null && paused_until >= today) {
    return (
      <Note icon="bell" tone="grey" title={text.pausedUntil(dayName(paused_until, today))} role="status">
        {problem}
        <Act small busy={busy} onPress={() => void keep(null)}>
          {text.goOn}
        </Act>
      </Note>
    );
  }
  if (!asking) {
    return (
      <div class="three">
        <Act
          onPress={() => {
            setAsking(true);
          }}
        >
          {text.pauseAll}
        </Act>
      </div>
    );
  }
  const days = { today, tomorrow: plusDays(today, 1), week: plusDays(today, 7) };
  return (
    <div class="card form-in">
      <PickDay
        name="pause"
        legend={text.pauseLegend}
        days={(["today", "tomorrow", "week"] as const).map((name) => ({ value: days[name], label: upperFirst(text.pauseDays[name]) }))}
        field={text.pauseDay}
        value={day}
        earliest={today}
        wrong={wrong}
        onChange={setDay}
      />
      {problem}
      <div class="acts">
        <Act small busy={busy} onPress={() => void keep(day)}>
          {text.pauseYes}
        </Act>
        <Act
          small
          look="quiet"
          onPress={() => {
            setAsking(false);
          }}
        >
          {text.pauseNo}
        </Act>
      </div>
    </div>
  );
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ReminderHoursBody } from "../api/wire.ts";
import { useAttempt } from "../form/attempt.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { OneOf } from "../ui/asking.tsx";
import { Act, Kept, Wrong } from "../ui/pieces.tsx";
import { chooseHours } from "./write.ts";

const MOST_A_DAY = [1, 2, 3, 4, 5];
const AFTER = [60, 120, 240, 480];

export interface HoursProps {
  store: Store;
  /** As they are, with what waits to be sent. */
  hours: ReminderHoursBody;
  today: string;
}

/** When, and how often, this client wants to hear from us. */
export function MyHours({ store, hours, today }: HoursProps): VNode {
  const [from, setFrom] = useState(hours.quiet_to);
  const [to, setTo] = useState(hours.quiet_from);
  const [most, setMost] = useState(hours.most_a_day);
  const [follow, setFollow] = useState(hours.follow_up_minutes);
  const [wrong, setWrong] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const { busy, failed, attempt } = useAttempt();
  const save = async (): Promise<void> => {
    setKept(false);
    setWrong(from === "" || to === "" ? text.hoursNone : null);
    if (from === "" || to === "") return;
    const body = { quiet_from: to, quiet_to: from, paused_until: hours.paused_until, most_a_day: most, follow_up_minutes: follow };
    if (await attempt(() => chooseHours(store, body, today))) setKept(true);
  };
  return (
    <div class="card form-in">
      <div class="sec">
        <div class="two">
          <Clock id="not-before" label={text.notBefore} value={from} onChange={setFrom} />
          <Clock id="not-after" label={text.notAfter} value={to} onChange={setTo} />
        </div>
        <p class="hint">{from === to && from !== "" ? text.hoursAll : text.hoursHint}</p>
      </div>
      <HowOften
        most={most}
        after={follow}
        onChange={(next) => {
          setMost(next.most);
          setFollow(next.after);
        }}
      />
      {wrong === null ? null : <Wrong id="hours-wrong">{wrong}</Wrong>}
      {failed ? <Wrong id="hours-failed">{text.notKept}</Wrong> : null}
      <Act busy={busy} onPress={() => void save()}>
        {text.saveHours}
      </Act>
      <p role="status">{kept ? <Kept as="here">{text.keptHere}</Kept> : null}</p>
    </div>
  );
}

interface Often {
  most: number;
  /** Minutes to the follow-up; null: none. */
  after: number | null;
}

/** Said in a sentence, and changed behind it. */
function HowOften({ most, after, onChange }: Often & { onChange: (next: Often) => void }): VNode {
  const followUps = [...new Set([...AFTER, ...(after === null ? [] : [after])])].sort((a, b) => a - b);
  return (
    <div>
      <p>{text.oftenSaid(most, after)}</p>
      <details class="fold">
        <summary>{text.often}</summary>
        <div class="in">
          <OneOf
            name="most"
            legend={text.most}
            hint={text.mostHint}
            choices={MOST_A_DAY.map((n) => ({ value: String(n), label: text.mostOf(n) }))}
            value={String(most)}
            look="chips"
            onChoose={(value) => {
              onChange({ most: Number(value), after });
            }}
          />
          <OneOf
            name="follow"
            legend={text.followUp}
            choices={[{ value: "", label: text.followUpNone }, ...followUps.map((n) => ({ value: String(n), label: text.followUpAfter(n) }))]}
            value={after === null ? "" : String(after)}
            look="chips"
            onChoose={(value) => {
              onChange({ most, after: value === "" ? null : Number(value) });
            }}
          />
        </div>
      </details>
    </div>
  );
}

function Clock({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (value: string) => void }): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        type="time"
        id={id}
        value={value}
        onInput={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}

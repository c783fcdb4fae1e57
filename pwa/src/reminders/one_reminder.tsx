import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { AgreedReminder } from "../api/wire.ts";
import { useAttempt } from "../form/attempt.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { Act, Wrong } from "../ui/pieces.tsx";
import { Switch } from "../ui/switch.tsx";
import { aboutSaid, type Titles, whenSaid } from "./said.ts";
import { Times } from "./times.tsx";
import { asAgreed, asItIs, choose } from "./write.ts";

interface OneProps {
  store: Store;
  /** As it is, with what waits to be sent. */
  reminder: AgreedReminder;
  titles: Titles;
  today: string;
  firstWeekday: number;
  /** Opened by the question whether the time still suits. */
  asked: boolean;
}

/** One reminder: whether, and when. */
export function OneReminder({ store, reminder, titles, today, firstWeekday, asked }: OneProps): VNode {
  const { busy, failed, attempt } = useAttempt();
  const [open, setOpen] = useState(asked);
  const [back, setBack] = useState(false);
  const goBack = async (): Promise<void> => {
    if (await attempt(() => asAgreed(store, reminder))) {
      setBack(true);
      setOpen(false);
    }
  };
  const own = reminder.own && !back;
  const name = aboutSaid(reminder.about, reminder.subject, titles);
  return (
    <li>
      <Switch
        name={reminder.id}
        on={reminder.on}
        busy={busy}
        onChange={(on) => void attempt(() => choose(store, reminder, asItIs(reminder, store.entries.value, on), today))}
      >
        <b dir="auto">{name}</b>
        <span class="hint">{whenSaid(reminder, today)}</span>
        {own ? <span class="hint">{text.own}</span> : null}
        {back ? <span class="hint">{text.asAgreedText}</span> : null}
      </Switch>
      {failed ? <Wrong id={`wrong-${reminder.id}`}>{text.notKept}</Wrong> : null}
      {reminder.on ? (
        <div class="within">
          <details
            class="fold"
            open={open}
            onToggle={(event) => {
              setOpen(event.currentTarget.open);
            }}
          >
            <summary aria-label={text.about(text.change, name)}>{text.change}</summary>
            {open ? (
              <div class="in">
                <Times
                  {...{ reminder, firstWeekday, busy }}
                  onSave={(body) => {
                    setBack(false);
                    void attempt(() => choose(store, reminder, body, today)).then((kept) => {
                      if (kept) setOpen(false);
                    });
                  }}
                />
                {own ? (
                  <Act look="quiet" small busy={busy} onPress={() => void goBack()}>
                    {text.asAgreed}
                  </Act>
                ) : null}
              </div>
            ) : null}
          </details>
        </div>
      ) : null}
    </li>
  );
}

import type { VNode } from "preact";
import { useAttempt } from "../form/attempt.ts";
import type { Agreed, AgreedReminder } from "../api/wire.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { Act, Note, Wrong } from "../ui/pieces.tsx";
import { Rich } from "../ui/rich.tsx";
import { remade, standing, stopped } from "./phone.ts";
import { aboutSaid, timeSaid, type Titles } from "./said.ts";
import { asItIs, choose, effective } from "./write.ts";

/** That the offer was answered, either way. */
const OFFERED = "reminders_offered";

export interface OnTodayProps {
  store: Store;
  agreed: Agreed;
  today: string;
  titles: Titles;
}

/** What Today says of reminders: one thing at most. */
export function RemindersOnToday({ store, agreed, today, titles }: OnTodayProps): VNode | null {
  if (stopped.value) {
    return (
      <Note icon="bell" tone="ask" role="status">
        <p>
          <Rich text={text.stopped} wrap={(piece) => <a href="/reminders">{piece}</a>} />
        </p>
      </Note>
    );
  }
  if (remade.value) {
    return (
      <Note icon="bell" tone="grey" role="status">
        <p>{text.remade}</p>
      </Note>
    );
  }
  const entries = store.entries.value;
  const all = (agreed.reminders?.reminders ?? []).map((one) => effective(one, entries));
  const asks = all.find(({ asks_time, on }) => asks_time && on);
  if (asks !== undefined) return <Suits key={asks.id} {...{ store, titles, today }} reminder={asks} />;
  const offers = standing.value === "off" && all.some(({ on }) => on) && store.setting<boolean>("reminders_on") === undefined;
  return offers && store.setting<boolean>(OFFERED) !== true ? <Offer store={store} /> : null;
}

/** After three without an answer: asked once, and any answer is fine. */
function Suits({ store, reminder, titles, today }: Omit<OnTodayProps, "agreed"> & { reminder: AgreedReminder }): VNode {
  const { busy, failed, attempt } = useAttempt();
  const say = (on: boolean): void => void attempt(() => choose(store, reminder, asItIs(reminder, store.entries.value, on), today));
  return (
    <Note icon="bell" tone="grey" title={text.suits(timeSaid(reminder))}>
      <p>{text.suitsText(aboutSaid(reminder.about, reminder.subject, titles))}</p>
      {failed ? <Wrong id="suits-wrong">{text.notKept}</Wrong> : null}
      <div class="acts">
        <Act
          small
          busy={busy}
          onPress={() => {
            say(true);
          }}
        >
          {text.suitsKeep}
        </Act>
        <a class="btn small" href={`/reminders?asked=${reminder.id}`}>
          {text.suitsChange}
        </a>
        <Act
          small
          look="quiet"
          busy={busy}
          onPress={() => {
            say(false);
          }}
        >
          {text.suitsOff}
        </Act>
      </div>
    </Note>
  );
}

/** Offered once. */
function Offer({ store }: { store: Store }): VNode {
  return (
    <Note icon="bell" tone="grey" title={text.offer}>
      <p>{text.offerText}</p>
      <div class="acts">
        <a class="btn small" href="/reminders">
          {text.offerYes}
        </a>
        <Act
          small
          look="quiet"
          onPress={() => {
            store.keepSetting(OFFERED, true).catch(() => undefined);
          }}
        >
          {text.offerNo}
        </Act>
      </div>
    </Note>
  );
}

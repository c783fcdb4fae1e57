import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { dayName, upperFirst } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry } from "../store/types.ts";
import { Facts } from "../ui/facts.tsx";
import { callName } from "../ui/names.ts";
import { go } from "../ui/navigate.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row, Section, Wrong } from "../ui/pieces.tsx";
import { Proof, why } from "../ui/proof.tsx";
import { WhichDay } from "../ui/which_day.tsx";
import { FIRST_DAY, wrongDay } from "../ui/wrong_day.ts";
import type { EntryProps } from "./entry_page.tsx";
import { Withdraw } from "./withdraw.tsx";

type Code = keyof typeof t.log.whyText;

const isCode = (code: string | null): code is Code => code !== null && code in t.log.whyText;

/** Nothing is lost; why; the one field to mend; other ways out. */
export function RefusedPage(props: EntryProps & { entry: SavedEntry }): VNode {
  const { store, agreed, entry, today, serverToday, describe, route, mayWithdraw } = props;
  const asksDay = entry.code === "day_ahead" || entry.code === "day_too_old";
  const [day, setDay] = useState(asksDay ? "" : entry.local_date);
  const [wrong, setWrong] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const was = dayName(entry.local_date, today);
  const change = route(entry);

  const send = async (): Promise<void> => {
    const problem = wrongDay(day, serverToday);
    setWrong(problem);
    if (problem !== null || busy || entry.body === null) return;
    setBusy(true);
    setFailed(false);
    try {
      const { id, kind, subject, share, bring_up, body } = entry;
      await store.save({ id, kind, subject, share, bring_up, local_date: day, body });
      go("/history", true);
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };

  return (
    <Page
      title={t.log.refusedTitle}
      lede={t.log.refusedLede}
      back={{ href: "/history", name: t.history }}
      onSubmit={() => void send()}
      dock={
        <Act look="main" wide submit busy={busy} onPress={() => undefined}>
          {t.log.sendAgain}
        </Act>
      }
    >
      <Note icon="warn" tone="stop" title={upperFirst(why(entry.code))}>
        <p>{isCode(entry.code) ? t.log.whyText[entry.code](was) : entry.reason}</p>
      </Note>
      {failed ? <Wrong id="send-wrong">{t.form.notKeptText}</Wrong> : null}
      {asksDay ? (
        <WhichDay
          legend={t.log.whichMeant}
          value={day}
          today={serverToday}
          earliest={FIRST_DAY}
          wrong={wrong}
          dated
          onChange={setDay}
        />
      ) : null}
      <Section title={t.log.entry} id="entry">
        <div class="card">
          <h3 dir="auto">{describe(entry).title}</h3>
          <Facts lines={describe(entry).lines} />
          <p>
            <Proof entry={{ ...entry, state: "waiting" }} today={today} />
          </p>
        </div>
      </Section>
      <Section title={t.log.or} id="or">
        <ul class="rows">
          {change === null ? null : (
            <Row icon="pen" href={change}>
              {t.log.changeWords}
            </Row>
          )}
          <Row icon="here" href="/my-phone/rescue">
            {later.rescue.row}
          </Row>
        </ul>
        {mayWithdraw(entry) ? (
          <Withdraw store={store} entry={entry} name={agreed === null ? "" : callName(agreed.therapist.name)} />
        ) : null}
      </Section>
    </Page>
  );
}

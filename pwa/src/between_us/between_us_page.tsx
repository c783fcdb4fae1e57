import type { ComponentChildren, VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Help } from "../ui/help.tsx";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Kept, Row, Section } from "../ui/pieces.tsx";
import { decide, decision } from "./consent.ts";
import { Paragraphs } from "./texts.tsx";
import { Asking, ToldSection } from "./told.tsx";

export interface BetweenUsProps {
  store: Store;
  agreed: Agreed | null;
  today: string;
  /** What the room of goals shows here. */
  goals: ComponentChildren;
  /** What the meetings room shows here. */
  sessions: ComponentChildren;
}

export function BetweenUsPage({ store, agreed, today, goals, sessions }: BetweenUsProps): VNode {
  if (agreed === null) {
    return (
      <Page title={t.between.title} lede={t.between.nothingYet} place="betweenUs">
        <Help lines={null} />
      </Page>
    );
  }
  const { confidentiality, help_lines, sessions: sessionsRun } = agreed.texts;
  const { reads, cover } = agreed.therapist;
  const name = callName(agreed.therapist.name);
  // An older copy may tell of a cover that is over by now.
  const covered = cover == null || cover.until < today ? null : t.share.covers(cover.name, name, dayPlain(cover.until, today));
  const shared = { store, agreed, today, mayAsk: decision(store)?.given === true };
  return (
    <Page title={t.between.title} lede={t.between.lede(name)} place="betweenUs">
      {goals}
      {sessions}
      <TherapistDoes agreed={agreed} today={today} />
      <Section title={t.expectations.title} id="expect">
        <ul class="rows">
          <Row icon="eye" href="/expectations">
            {t.between.expectHint}
          </Row>
        </ul>
      </Section>
      {sessionsRun == null ? null : <ToldSection {...shared} about="sessions" text={sessionsRun} />}
      <ToldSection {...shared} about="confidentiality" text={confidentiality} />
      <Consent {...shared} />
      <Help lines={help_lines} note={t.between.helpNobody(name, reads)} cover={covered} />
    </Page>
  );
}

/** What the therapist does between sessions: it was agreed as well as the homework was. */
function TherapistDoes({ agreed, today }: { agreed: Agreed; today: string }): VNode | null {
  const running = agreed.homework.filter(({ ended_at, ends_on }) => ended_at === null && (ends_on === null || ends_on >= today));
  const does = running.filter(({ therapist_does }) => therapist_does !== null);
  if (does.length === 0) return null;
  return (
    <Section title={t.between.does(callName(agreed.therapist.name))} id="does">
      <ul class="rows">
        {does.map(({ id, what, therapist_does }) => (
          <Row key={id}>
            <span class="words" dir="auto">
              {therapist_does}
            </span>
            <span class="hint" dir="auto">
              {t.between.doesFor(what)}
            </span>
          </Row>
        ))}
      </ul>
    </Section>
  );
}

interface SharedProps {
  store: Store;
  agreed: Agreed;
  today: string;
  mayAsk: boolean;
}

function Consent({ store, agreed, today, mayAsk }: SharedProps): VNode {
  const decided = decision(store);
  const text = agreed.texts.consent;
  const given = decided?.given === true;
  const said =
    decided === null
      ? t.between.notGiven
      : given
        ? t.between.given(dayName(decided.day, today))
        : t.between.takenBack(dayName(decided.day, today));
  return (
    <Section title={t.between.consent} id="consent">
      <p>
        <Kept as={given ? "safe" : "plain"}>{said}</Kept>
      </p>
      {given && decided.version !== text.version ? <p class="hint">{t.between.changed}</p> : null}
      <details class="more">
        <summary>{t.between.readIt}</summary>
        <div class="in">
          <Paragraphs text={text} />
        </div>
      </details>
      <Asking {...{ store, agreed, today, mayAsk }} about="consent" />
      <ul class="rows">
        <Row icon="eye" href="/my-phone/opened">
          {later.myPhone.who}
        </Row>
      </ul>
      {given ? (
        <Confirm
          icon="undo"
          open={t.between.takeBack}
          question={t.between.takeBackAsk}
          text={t.between.takeBackText}
          yes={t.between.takeBackYes}
          no={t.cancel}
          failed={t.form.notKeptText}
          onYes={() => decide(store, agreed, false, today)}
        />
      ) : (
        <ul class="rows">
          <Row icon="pen" href="/consent">
            {t.accounts.consentRead}
          </Row>
        </ul>
      )}
    </Section>
  );
}

import type { ComponentChildren, VNode } from "preact";
import type { Agreed, HelpLine } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import type { Store } from "../store/types.ts";
import { Confirm } from "../ui/confirm.tsx";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Kept, Note, Row, Section } from "../ui/pieces.tsx";
import { decide, decision } from "./consent.ts";
import { Paragraphs } from "./texts.tsx";

export interface BetweenUsProps {
  store: Store;
  agreed: Agreed | null;
  today: string;
  /** What the meetings room shows here. */
  sessions: ComponentChildren;
}

export function BetweenUsPage({ store, agreed, today, sessions }: BetweenUsProps): VNode {
  if (agreed === null) {
    return (
      <Page title={t.between.title} lede={t.between.nothingYet} place="betweenUs">
        <Help lines={null} note={null} />
      </Page>
    );
  }
  const { confidentiality, help_lines } = agreed.texts;
  const name = callName(agreed.therapist.name);
  return (
    <Page title={t.between.title} lede={t.between.lede(name)} place="betweenUs">
      {sessions}
      <Section title={t.between.confidentiality} id="confidentiality">
        <div class="card letter">
          <p class="tag">{t.between.inWords(agreed.practice.name)}</p>
          <Paragraphs text={confidentiality} />
        </div>
      </Section>
      <Consent store={store} agreed={agreed} today={today} />
      <Help lines={help_lines} note={t.between.helpNobody(name, agreed.therapist.reads)} />
    </Page>
  );
}

function Consent({ store, agreed, today }: { store: Store; agreed: Agreed; today: string }): VNode {
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

function Help({ lines, note }: { lines: readonly HelpLine[] | null; note: string | null }): VNode {
  return (
    <Section title={t.between.help} id="help">
      <Note icon="warn" tone="ask" title={t.between.helpTitle}>
        {note === null ? null : <p>{note}</p>}
        {lines === null ? <p>{t.between.helpNoneYet}</p> : lines.length === 0 ? <p>{t.between.helpNone}</p> : null}
      </Note>
      {lines === null || lines.length === 0 ? null : (
        <>
          <ul class="rows">
            {lines.map((line) => (
              <Row key={line.name + line.number} icon="call" href={`tel:${line.number.replace(/[^+\d*#]/g, "")}`}>
                <b>{`${line.name}, `}<bdi>{line.number}</bdi></b>
                <span class="hint">{line.hours}</span>
              </Row>
            ))}
          </ul>
          <p class="hint">{t.numbersHere}</p>
        </>
      )}
    </Section>
  );
}

import type { ComponentChildren, VNode } from "preact";
import type { Assignment } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import { WORDS_MAX } from "../entry/envelope.ts";
import { t } from "../i18n/catalogue.ts";
import { listed, timeOf } from "../i18n/dates.ts";
import { OneOf, Scale, SomeOf } from "../ui/asking.tsx";
import { Note, Section } from "../ui/pieces.tsx";
import { WhichDay } from "../ui/which_day.tsx";
import { WordsField } from "../ui/words.tsx";
import { ANSWERS, asksScales, OBSTACLES, rated, withStep, type Log, type Problems } from "./log.ts";
import { IfHard, Plan } from "./plan.tsx";

const text = t.homework;
const answers = ANSWERS.map((value) => ({ value, label: text.answers[value] }));
const obstacles = OBSTACLES.map((value) => ({ value, label: text.obstacles[value] }));

export interface FieldsProps {
  assignment: Assignment;
  log: Log;
  today: string;
  therapist: string;
  /** null until the person has tried to save. */
  problems: Problems | null;
  draftKept: boolean;
  onChange: (log: Log) => void;
}

export function Fields(props: FieldsProps): VNode {
  const { assignment, log, today, therapist, problems, draftKept, onChange } = props;
  const set = (part: Partial<Log>): void => {
    onChange({ ...log, ...part });
  };
  const notThisTime = log.answer === "not_this_time";
  const numbers = rated(log).map((name) => text.rated(text[name].name, log[name] ?? 0));
  const inTheWay = (
    <SomeOf
      name="obstacles"
      legend={notThisTime ? text.happens : text.inTheWay}
      hint={notThisTime ? text.happensHint : text.inTheWayHint}
      choices={obstacles}
      values={log.obstacles}
      onChange={(values) => {
        set({ obstacles: values });
      }}
    />
  );
  return (
    <>
      <OneOf
        name="answer"
        legend={text.question}
        choices={answers}
        value={log.answer}
        onChoose={(answer) => {
          set({ answer });
        }}
        look="seg"
        wrong={problems?.answer ?? null}
        {...(log.answer === null ? {} : { hint: notThisTime ? text.enoughNot : text.enough })}
      />
      {notThisTime && numbers.length > 0 ? (
        <Note icon="info" tone="grey" role="status">
          <p>{text.leftOut(listed(numbers))}</p>
        </Note>
      ) : null}
      <WhichDay
        legend={text.whichDay}
        value={log.day}
        today={today}
        earliest={assignment.starts_on}
        wrong={problems?.day ?? null}
        onChange={(day) => {
          set({ day });
        }}
      />
      {notThisTime ? inTheWay : null}
      <Steps assignment={assignment} log={log} onChange={onChange}>
        {assignment.then === null ? null : <IfHard then={assignment.then} />}
        <Plan assignment={assignment} therapist={therapist} today={today} />
      </Steps>
      <Section title={text.more} id="more" hint={text.moreHint}>
        {null}
      </Section>
      {asksScales(log, assignment.scales) && !notThisTime ? <Scales log={log} set={set} /> : null}
      {notThisTime ? null : inTheWay}
      <WordsField
        id="words"
        label={text.words}
        hint={text.wordsHint}
        value={log.words}
        limit={WORDS_MAX}
        kept={draftKept}
        keptText={t.form.draft}
        onInput={(words) => {
          set({ words });
        }}
      />
    </>
  );
}

function Scales({ log, set }: { log: Log; set: (part: Partial<Log>) => void }): VNode {
  return (
    <div class="sec wider">
      {(["quantity", "quality", "difficulty"] as const).map((name) => (
        <Scale
          key={name}
          name={name}
          text={text[name]}
          value={log[name]}
          onChange={(value) => {
            set({ [name]: value });
          }}
        />
      ))}
    </div>
  );
}

interface StepsProps {
  assignment: Assignment;
  log: Log;
  onChange: (log: Log) => void;
  children: ComponentChildren;
}

function Steps({ assignment, log, onChange, children }: StepsProps): VNode {
  const { steps } = assignment;
  if (steps.length === 0) return <div class="sec">{children}</div>;
  return (
    <Section title={text.steps} id="steps">
      <div class="card">
        <ul class="steps">
          {steps.map(({ id, text: words }) => {
            const tick = log.steps.find((step) => step.id === id);
            return (
              <li key={id}>
                <label class="step">
                  <input
                    type="checkbox"
                    checked={tick !== undefined}
                    onChange={(event) => {
                      onChange(withStep(log, id, event.currentTarget.checked, now().toISOString()));
                    }}
                  />
                  <span dir="auto">
                    {words}
                    {tick === undefined ? null : <span class="t">{text.ticked(timeOf(tick.ticked_at))}</span>}
                  </span>
                </label>
              </li>
            );
          })}
        </ul>
      </div>
      {children}
    </Section>
  );
}

import type { VNode } from "preact";
import { WORDS_MAX } from "../entry/envelope.ts";
import { t } from "../i18n/catalogue.ts";
import { OneOf, Scale, Tick } from "../ui/asking.tsx";
import { Note, Section, Wrong } from "../ui/pieces.tsx";
import { WhichDay } from "../ui/which_day.tsx";
import { WordsField } from "../ui/words.tsx";
import { FIRST_DAY } from "../ui/wrong_day.ts";
import { answered, OUTCOMES, PILLARS, type Pillar, type Problems, type Rating } from "./rating.ts";

const text = t.alliance;
const outcomes = OUTCOMES.map((value) => ({ value, label: text.answers[value] }));

export interface FieldsProps {
  rating: Rating;
  today: string;
  /** Whether all six pillars are asked. */
  pillars: boolean;
  /** Whether its day is asked: the session is not listed. */
  asksDay: boolean;
  /** null until the person has tried to save. */
  problems: Problems | null;
  draftKept: boolean;
  onChange: (rating: Rating) => void;
}

type Set = (part: Partial<Rating>) => void;

export function Fields(props: FieldsProps): VNode {
  const { rating, today, problems, draftKept, onChange } = props;
  const rated = rating.outcome === "rated";
  const set: Set = (part) => {
    onChange({ ...rating, ...part });
  };
  return (
    <>
      {props.asksDay ? <When {...{ rating, today, problems, set }} /> : null}
      <OneOf
        name="outcome"
        legend={text.answer}
        choices={outcomes}
        value={rating.outcome}
        onChoose={(outcome) => {
          set({ outcome });
        }}
        look="chips"
        wrong={problems?.outcome ?? null}
        {...(rated ? {} : { hint: text.enough })}
      />
      {!rated && answered(rating) ? (
        <Note icon="info" tone="grey" role="status">
          <p>{text.leftOut}</p>
        </Note>
      ) : null}
      {rated ? <Scales {...{ rating, set }} names={["safety", "respect"]} /> : null}
      {rated ? (
        <Tick
          label={text.off}
          hint={text.offHint}
          value={rating.feltOff}
          onChange={(feltOff) => {
            set({ feltOff });
          }}
        />
      ) : null}
      <WordsField
        id="words"
        label={text.words}
        hint={text.wordsHint}
        value={rating.words}
        limit={WORDS_MAX}
        kept={draftKept}
        keptText={t.form.draft}
        onInput={(words) => {
          set({ words });
        }}
      />
      {rated && props.pillars ? (
        <Section title={text.month} id="month" hint={text.monthHint}>
          <Scales {...{ rating, set }} names={PILLARS} />
        </Section>
      ) : null}
    </>
  );
}

type Graded = "safety" | "respect" | Pillar;
const asks = { safety: text.safety, respect: text.respect, ...text.pillars };

function Scales({ rating, set, names }: { rating: Rating; set: Set; names: readonly Graded[] }): VNode {
  return (
    <div class="sec wider">
      {names.map((name) => (
        <Scale
          key={name}
          name={name}
          text={asks[name]}
          value={rating[name]}
          onChange={(value) => {
            set({ [name]: value });
          }}
        />
      ))}
    </div>
  );
}

/** The day of a session that is not listed, and about when it was. */
function When({ rating, today, problems, set }: Pick<FieldsProps, "rating" | "today" | "problems"> & { set: Set }): VNode {
  const wrong = problems?.time ?? null;
  return (
    <div class="sec">
      <WhichDay
        legend={text.whichDay}
        value={rating.day}
        today={today}
        earliest={FIRST_DAY}
        wrong={problems?.day ?? null}
        onChange={(day) => {
          set({ day });
        }}
      />
      <div class="field">
        <label for="time">{text.time}</label>
        <p class="hint" id="time-hint">
          {text.timeHint}
        </p>
        {wrong === null ? null : <Wrong id="time-wrong">{wrong}</Wrong>}
        <input
          class="input"
          id="time"
          type="time"
          value={rating.time}
          aria-describedby={wrong === null ? "time-hint" : "time-wrong time-hint"}
          aria-invalid={wrong === null ? undefined : "true"}
          onInput={(event) => {
            set({ time: event.currentTarget.value });
          }}
        />
      </div>
    </div>
  );
}

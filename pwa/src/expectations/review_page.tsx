import type { VNode } from "preact";
import type { Reach } from "../entry/entry.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import { OneLine } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { passage, type Bodies } from "./bodies.ts";
import { firstWrong, LIST, Passage, passageWrong, putting, type FormProps, type Wrongs } from "./form.tsx";
import type { Expectation } from "./found.ts";
import { LEVELS, levelOf, rungWords, type Level } from "./levels.ts";
import { likelihoodSaid } from "./said.ts";
import { Beside, Wrote } from "./wrote.tsx";

const text = t.expectations;
const RATHER_NOT = "rather_not";

/** What happened while it is being written; also the shape of its draft. */
interface Review {
  reached: Level | typeof RATHER_NOT | null;
  happened: string;
  learned: string;
  share: Reach;
  bringUp: boolean;
}

/** There is one review of an expectation: saying it again changes it. */
export function ReviewPage({ store, agreed, today, meets, one }: FormProps & { one: Expectation }): VNode {
  const { review, holds } = one;
  const draft = useDraft(store, `review/${one.entry.id}`, () => reviewOf(one));
  const { value } = draft;
  if (value === null) return <Page title={text.review} back={LIST} />;
  const wrongs = wrongsOf(value);
  const day = dayName(holds.by, today);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.review}
      when={holds.by === today ? text.today(day) : holds.by < today ? text.dayWas(day) : text.dayIs(day)}
      saveText={review === null ? text.saveReview : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(said) => ({
        ...(review === null ? {} : { id: review.entry.id }),
        kind: "expectation_review",
        subject: one.entry.id,
        local_date: review?.entry.local_date ?? today,
        body: bodyOf(said),
      })}
      after={() => "/"}
    >
      {(tried) => (
        <>
          <Wrote one={one} today={today} />
          <Fields
            {...{ one, today, value }}
            wrong={tried ? wrongs.reached : null}
            onChange={(part) => {
              draft.change({ ...value, ...part });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

function reviewOf({ review, entry: about }: Expectation): Review {
  // What is said of a thing is, at first, for whoever may read the thing.
  if (review === null) return { reached: null, happened: "", learned: "", share: about.share, bringUp: false };
  const { entry, body } = review;
  const reached = body.level === null ? RATHER_NOT : levelOf(body.level);
  return { reached, happened: body.happened ?? "", learned: body.learned ?? "", share: entry.share, bringUp: entry.bring_up };
}

function wrongsOf({ reached, happened, learned }: Review): Wrongs<"reached" | "happened" | "learned"> {
  return {
    reached: reached === null ? text.closestNone : null,
    happened: passageWrong(happened),
    learned: passageWrong(learned),
  };
}

function bodyOf({ reached, happened, learned }: Review): Bodies["expectation_review"] {
  const level = reached === null || reached === RATHER_NOT ? null : Number(reached);
  return { level, happened: passage(happened), learned: passage(learned) };
}

interface FieldsProps {
  one: Expectation;
  today: string;
  value: Review;
  wrong: string | null;
  onChange: (part: Partial<Review>) => void;
}

function Fields({ one, today, value, wrong, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  const { body, holds } = one;
  const options = LEVELS.map((level) => {
    const words = rungWords(body, holds, level);
    const said = text.reached[level];
    return words === null ? { value: level, label: said } : { value: level, label: words, hint: said, own: true };
  });
  return (
    <>
      <OneLine<Level | typeof RATHER_NOT>
        name="reached"
        legend={text.closest}
        hint={text.closestHint}
        options={[...options, { value: RATHER_NOT, label: text.ratherNot }]}
        value={value.reached}
        wrong={wrong}
        onChoose={put("reached")}
      />
      {value.reached === null || value.reached === RATHER_NOT ? null : (
        <Beside
          expectedName={text.expected}
          expected={holds.words}
          expectedHint={likelihoodSaid(one, today)}
          happened={<Reached one={one} level={value.reached} />}
        />
      )}
      <Passage
        id="happened"
        label={text.happened}
        value={value.happened}
        onInput={put("happened")}
      />
      <Passage
        id="learned"
        label={text.learned}
        hint={text.learnedHint}
        value={value.learned}
        onInput={put("learned")}
      />
    </>
  );
}

function Reached({ one, level }: { one: Expectation; level: Level }): VNode {
  const words = rungWords(one.body, one.holds, level);
  return (
    <>
      {words === null ? null : (
        <p class="words" dir="auto">
          {words}
        </p>
      )}
      <p class={words === null ? undefined : "hint"}>{text.reached[level]}</p>
    </>
  );
}

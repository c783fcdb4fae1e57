import type { VNode } from "preact";
import type { Reach } from "../entry/entry.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { t } from "../i18n/catalogue.ts";
import { dayName, dayPlain } from "../i18n/dates.ts";
import { OneOf, Scale } from "../ui/asking.tsx";
import { Facts } from "../ui/facts.tsx";
import { Page } from "../ui/page.tsx";
import { Row, Words } from "../ui/pieces.tsx";
import { passage, type Bodies } from "./bodies.ts";
import { firstWrong, LIST, NotHere, Passage, passageWrong, putting, type FormProps, type Wrongs } from "./form.tsx";
import { found, type Prediction } from "./found.ts";
import type { Happened } from "./rules.ts";
import { bad, likely } from "./said.ts";
import { Beside } from "./wrote.tsx";

const text = t.expectations;
const ANSWERS = (Object.keys(text.didItHappen) as Happened[]).map((value) => ({ value, label: text.didItHappen[value] }));

/** What came of a prediction while it is being written; also the shape of its draft. */
interface Outcome {
  happened: Happened | null;
  howBad: number | null;
  what: string;
  learned: string;
  share: Reach;
  bringUp: boolean;
}

interface OutcomeProps extends FormProps {
  id: string;
}

export function OutcomePage(props: OutcomeProps): VNode {
  const one = found(props.store.entries.value).predictions.find(({ entry }) => entry.id === props.id);
  return one === undefined ? <NotHere store={props.store} /> : <OutcomeForm {...props} one={one} />;
}

/** There is one outcome of a prediction: saying it again changes it. */
function OutcomeForm({ store, agreed, today, meets, one }: OutcomeProps & { one: Prediction }): VNode {
  const { outcome, body, entry } = one;
  const draft = useDraft(store, `outcome/${entry.id}`, () => outcomeOf(one));
  const { value } = draft;
  if (value === null) return <Page title={text.outcome} back={LIST} />;
  const wrongs = wrongsOf(value);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.outcome}
      {...(body.on === null ? {} : { when: dayName(body.on, today) })}
      saveText={outcome === null ? text.saveReview : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(said) => ({
        ...(outcome === null ? {} : { id: outcome.entry.id }),
        kind: "prediction_outcome",
        subject: entry.id,
        local_date: outcome?.entry.local_date ?? today,
        body: bodyOf(said),
      })}
      after={() => "/"}
    >
      {(tried) => (
        <>
          <Feared one={one} today={today} />
          <Fields
            {...{ one, value }}
            wrong={tried ? wrongs.happened : null}
            onChange={(part) => {
              draft.change({ ...value, ...part });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

function outcomeOf({ outcome, entry: about }: Prediction): Outcome {
  // What is said of a thing is, at first, for whoever may read the thing.
  if (outcome === null) return { happened: null, howBad: null, what: "", learned: "", share: about.share, bringUp: false };
  const { entry, body } = outcome;
  const { happened, how_bad, what, learned } = body;
  return { happened, howBad: how_bad, what: what ?? "", learned: learned ?? "", share: entry.share, bringUp: entry.bring_up };
}

function wrongsOf({ happened, what, learned }: Outcome): Wrongs<"happened" | "what" | "learned"> {
  return {
    happened: happened === null ? text.didItNone : null,
    what: passageWrong(what),
    learned: passageWrong(learned),
  };
}

function bodyOf({ happened, howBad, what, learned }: Outcome): Bodies["prediction_outcome"] {
  // An open answer is a problem, and nothing with a problem is saved.
  return { happened: happened ?? "partly", how_bad: howBad, what: passage(what), learned: passage(learned) };
}

function Feared({ one, today }: { one: Prediction; today: string }): VNode {
  const { entry, body, outcome } = one;
  const lines = [
    { name: text.fearName, value: body.fear, own: true },
    { name: text.likelyName, value: likely(body.likelihood) },
    { name: text.howBadName, value: bad(body.how_bad) },
  ];
  return (
    <>
      <div class="card">
        <p class="tag">{text.wrote(dayPlain(entry.local_date, today))}</p>
        <p class="big" dir="auto">
          <Words>{body.situation}</Words>
        </p>
        <Facts lines={lines} />
      </div>
      {outcome !== null ? null : (
        <ul class="rows">
          <Row icon="pen" href={`/predictions/new?entry=${entry.id}`}>
            {text.fix}
          </Row>
        </ul>
      )}
    </>
  );
}

interface FieldsProps {
  one: Prediction;
  value: Outcome;
  wrong: string | null;
  onChange: (part: Partial<Outcome>) => void;
}

function Fields({ one, value, wrong, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  return (
    <>
      <OneOf
        name="happened"
        legend={text.didIt}
        choices={ANSWERS}
        value={value.happened}
        look="seg"
        wrong={wrong}
        onChoose={put("happened")}
      />
      <Scale
        name="how_bad"
        text={{ ...text.howBad, ask: text.howBadWas }}
        step={10}
        value={value.howBad}
        onChange={put("howBad")}
      />
      {value.happened === null ? null : (
        <Beside
          expectedName={text.fearedIs}
          expected={one.body.fear}
          expectedHint={badSaid(one.body.how_bad)}
          happened={
            <>
              <p>{text.asFeared[value.happened]}</p>
              <p class="hint">{badSaid(value.howBad)}</p>
            </>
          }
        />
      )}
      <Passage
        id="what"
        label={text.happened}
        value={value.what}
        onInput={put("what")}
      />
      <Passage
        id="learned"
        label={text.learned}
        value={value.learned}
        onInput={put("learned")}
      />
    </>
  );
}

const badSaid = (n: number | null): string | null => (n === null ? null : text.badSaid(n));

import type { VNode } from "preact";
import type { Reach } from "../entry/entry.ts";
import { plusDays } from "../entry/day.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, nearDay, upperFirst } from "../i18n/dates.ts";
import { Scale } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { PickDay } from "../ui/which_day.tsx";
import { passage, type Bodies } from "./bodies.ts";
import { firstWrong, LIST, NotHere, Passage, passageWrong, putting, type FormProps, type Wrongs } from "./form.tsx";
import { found, type Prediction } from "./found.ts";

const text = t.expectations;

/** A prediction while it is being written; also the shape of its draft. */
interface Predicting {
  situation: string;
  fear: string;
  likelihood: number | null;
  howBad: number | null;
  /** "" of no day. */
  on: string;
  share: Reach;
  bringUp: boolean;
}

interface PredictProps extends FormProps {
  /** An earlier one that is being changed. */
  entry: string | null;
}

export function PredictPage(props: PredictProps): VNode {
  const old = found(props.store.entries.value).predictions.find(({ entry }) => entry.id === props.entry) ?? null;
  if (props.entry !== null && old === null) return <NotHere store={props.store} />;
  if (old !== null && old.outcome !== null) return <Page title={text.settled} lede={text.settledLede} back={LIST} />;
  return <PredictForm {...props} old={old} />;
}

function PredictForm({ store, agreed, today, meets, old }: PredictProps & { old: Prediction | null }): VNode {
  const draft = useDraft(store, `prediction/${old?.entry.id ?? "new"}`, () => predictingOf(old, usualShare(store)));
  const { value } = draft;
  if (value === null) return <Page title={text.predict} back={LIST} />;
  const set = old?.entry.local_date ?? today;
  const wrongs = wrongsOf(value, set);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.predict}
      lede={text.predictLede}
      saveText={old === null ? text.savePrediction : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(said) => ({
        ...(old === null ? {} : { id: old.entry.id }),
        kind: "prediction",
        subject: null,
        local_date: set,
        body: bodyOf(said),
      })}
      after={() => LIST.href}
    >
      {(tried) => (
        <Fields
          {...{ today, set, value }}
          wrongs={tried ? wrongs : {}}
          onChange={(part) => {
            draft.change({ ...value, ...part });
          }}
        />
      )}
    </EntryForm>
  );
}

function predictingOf(old: Prediction | null, share: Reach): Predicting {
  if (old === null) return { situation: "", fear: "", likelihood: null, howBad: null, on: "", share, bringUp: false };
  const { entry, body } = old;
  const { situation, fear, likelihood, how_bad, on } = body;
  return { situation, fear, likelihood, howBad: how_bad, on: on ?? "", share: entry.share, bringUp: entry.bring_up };
}

function wrongsOf({ situation, fear, on }: Predicting, set: string): Wrongs<"situation" | "fear" | "on"> {
  return {
    situation: passageWrong(situation, text.wordsNone),
    fear: passageWrong(fear, text.wordsNone),
    on: on === "" || (/^\d{4}-\d\d-\d\d$/.test(on) && on >= set) ? null : text.dayPast,
  };
}

function bodyOf({ situation, fear, likelihood, howBad, on }: Predicting): Bodies["prediction"] {
  return { situation: situation.trim(), fear: fear.trim(), likelihood, how_bad: howBad, on: passage(on) };
}

interface FieldsProps {
  today: string;
  set: string;
  value: Predicting;
  wrongs: Record<string, string | null>;
  onChange: (part: Partial<Predicting>) => void;
}

function Fields({ today, set, value, wrongs, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  const tomorrow = plusDays(today, 1);
  const near = [today, tomorrow].map((day) => ({ value: day, label: upperFirst(nearDay(day, today) ?? day) }));
  return (
    <>
      <Passage
        id="situation"
        label={text.situation}
        hint={text.situationHint}
        value={value.situation}
        wrong={wrongs["situation"] ?? null}
        onInput={put("situation")}
      />
      <Passage
        id="fear"
        label={text.fear}
        hint={text.fearHint}
        value={value.fear}
        wrong={wrongs["fear"] ?? null}
        onInput={put("fear")}
      />
      <Scale
        name="likelihood"
        text={{ ...text.likelihood, ask: text.fearLikely }}
        step={10}
        value={value.likelihood}
        onChange={put("likelihood")}
      />
      <Scale
        name="how_bad"
        text={text.howBad}
        step={10}
        value={value.howBad}
        onChange={put("howBad")}
      />
      <PickDay
        name="on"
        legend={text.when}
        days={[...near, { value: "", label: text.noDay }]}
        field={text.dayField}
        value={value.on}
        earliest={set}
        wrong={wrongs["on"] ?? null}
        {...(value.on > tomorrow ? { hint: dayName(value.on, today) } : {})}
        onChange={put("on")}
      />
    </>
  );
}

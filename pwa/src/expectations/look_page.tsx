import type { VNode } from "preact";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { t } from "../i18n/catalogue.ts";
import { OneOf } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { firstWrong, LIST, NotHere, Passage, putting, type FormProps } from "./form.tsx";
import { found, type Expectation, type Read } from "./found.ts";
import { HoldsFields } from "./holds_fields.tsx";
import { lookBody, lookOf, lookWrongs, type Look, type Looks, type Then } from "./look.ts";
import { standing } from "./rules.ts";
import { Wrote } from "./wrote.tsx";

const text = t.expectations;

const LOOKS = (Object.keys(text.looks) as Looks[]).map((value) => ({ value, label: text.looks[value] }));
const THENS = (Object.keys(text.thens) as Then[]).map((value) => ({ value, label: text.thens[value] }));

interface LookProps extends FormProps {
  id: string;
  /** An earlier look that is being changed. */
  entry: string | null;
}

export function LookPage(props: LookProps): VNode {
  const one = found(props.store.entries.value).expectations.find(({ entry }) => entry.id === props.id);
  const old = one?.looks.find(({ entry }) => entry.id === props.entry) ?? null;
  if (one === undefined || (props.entry !== null && old === null)) return <NotHere store={props.store} />;
  if (one.review !== null) return <Page title={text.settled} lede={text.settledLede} back={LIST} />;
  return <LookForm {...props} one={one} old={old} />;
}

interface LookFormProps extends LookProps {
  one: Expectation;
  old: Read<"expectation_look"> | null;
}

function LookForm({ store, agreed, today, meets, one, old }: LookFormProps): VNode {
  // What held before this look: only what differs from it is a change.
  const earlier = old === null ? one.looks : one.looks.slice(0, one.looks.indexOf(old));
  const held = standing(one.body, earlier.map(({ body }) => body));
  const draft = useDraft(store, `look/${one.entry.id}/${old?.entry.id ?? "new"}`, () => lookOf(old, held, one.entry.share));
  const { value } = draft;
  if (value === null) return <Page title={text.lookTitle} back={LIST} />;
  const set = old?.entry.local_date ?? today;
  const wrongs = lookWrongs(value, held, set);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.lookTitle}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(look) => ({
        ...(old === null ? {} : { id: old.entry.id }),
        kind: "expectation_look",
        subject: one.entry.id,
        local_date: set,
        body: lookBody(look, held),
      })}
      after={() => "/"}
    >
      {(tried) => (
        <>
          <Wrote one={one} today={today} />
          <Fields
            {...{ today, set, value }}
            wrongs={tried ? wrongs : {}}
            onChange={(part) => {
              draft.change({ ...value, ...part });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

interface FieldsProps {
  today: string;
  set: string;
  value: Look;
  wrongs: Record<string, string | null>;
  onChange: (part: Partial<Look>) => void;
}

function Fields({ today, set, value, wrongs, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  return (
    <>
      <OneOf
        name="looks"
        legend={text.looksAsk}
        choices={LOOKS}
        value={value.looks}
        look="seg"
        wrong={wrongs["looks"] ?? null}
        onChoose={put("looks")}
      />
      <OneOf
        name="then"
        legend={text.thenAsk}
        choices={THENS}
        value={value.then}
        look="seg"
        wrong={wrongs["then"] ?? null}
        hint={text.thenHint}
        onChoose={(then) => {
          // Wanting to talk about it is asking for it to be brought up.
          onChange({ then, bringUp: then === "talk" });
        }}
      />
      {value.then === "change" ? (
        <div class="sec wider">
          <HoldsFields {...{ today, set, value, wrongs, onChange }} />
        </div>
      ) : null}
      <Passage
        id="note"
        label={text.note}
        value={value.note}
        onInput={put("note")}
      />
    </>
  );
}

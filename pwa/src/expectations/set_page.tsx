import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { OneLine, OneOf } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { firstWrong, LIST, NotHere, Passage, putting, type FormProps } from "./form.tsx";
import { found, type Expectation } from "./found.ts";
import { HoldsFields } from "./holds_fields.tsx";
import { Ladder } from "./ladder.tsx";
import { aboutSaid } from "./said.ts";
import { blankSetting, offeredFor, picked, settingBody, settingOf, settingWrongs, type Setting } from "./setting.ts";

const text = t.expectations;

/** Something both agreed on, as it is called. */
export interface Named {
  id: string;
  words: string;
}

interface SetProps extends FormProps {
  /** The goals it may be about. */
  goals: readonly Named[];
  /** What it is about, from the address. */
  about: string | null;
  /** An earlier one that is being changed. */
  entry: string | null;
}

export function SetPage(props: SetProps): VNode {
  const old = found(props.store.entries.value).expectations.find(({ entry }) => entry.id === props.entry) ?? null;
  if (props.entry !== null && old === null) return <NotHere store={props.store} />;
  // What was expected stays as it was written once it was looked back on: hindsight would change what is counted.
  if (old !== null && old.review !== null) return <Page title={text.settled} lede={text.settledLede} back={LIST} />;
  return <SetForm {...props} old={old} />;
}

function SetForm({ store, agreed, today, meets, goals, about, old }: SetProps & { old: Expectation | null }): VNode {
  const start = (): Setting => (old === null ? blankSetting(about ?? "", usualShare(store)) : settingOf(old.entry, old.body));
  const draft = useDraft(store, `expectation/${old?.entry.id ?? "new"}`, start, old === null && about !== null ? { about } : {});
  const { value } = draft;
  if (value === null) return <Page title={text.ask} back={LIST} />;
  const set = old?.entry.local_date ?? today;
  const wrongs = settingWrongs(value, set);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.ask}
      lede={text.askLede}
      saveText={old === null ? text.save : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(setting) => ({
        ...(old === null ? {} : { id: old.entry.id }),
        kind: "expectation",
        subject: setting.about === "" ? null : setting.about,
        local_date: set,
        body: settingBody(setting),
      })}
      after={() => LIST.href}
    >
      {(tried) => (
        <Fields
          {...{ agreed, goals, today, set, value }}
          wrongs={tried ? wrongs : {}}
          onChange={(part) => {
            draft.change({ ...value, ...part });
          }}
        />
      )}
    </EntryForm>
  );
}

interface FieldsProps {
  agreed: Agreed;
  goals: readonly Named[];
  today: string;
  /** The day it is, or was, written. */
  set: string;
  value: Setting;
  wrongs: Record<string, string | null>;
  onChange: (part: Partial<Setting>) => void;
}

function Fields({ agreed, goals, today, set, value, wrongs, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  return (
    <>
      <About {...{ agreed, goals, onChange }} about={value.about} />
      <Offered {...{ agreed, today, value, onChange }} />
      <HoldsFields {...{ today, set, value, wrongs, onChange }} hint={text.wordsHint} />
      <Ladder
        {...value}
        onRungs={put("rungs")}
        onStart={put("start")}
      />
      <Passage
        id="in_the_way"
        label={text.inTheWay}
        value={value.inTheWay}
        onInput={put("inTheWay")}
      />
    </>
  );
}

interface AboutProps {
  agreed: Agreed;
  goals: readonly Named[];
  about: string;
  onChange: (part: Partial<Setting>) => void;
}

/** A goal, homework that runs, or something else. What it is about already stays, whatever became of it. */
function About({ agreed, goals, about, onChange }: AboutProps): VNode | null {
  const running = agreed.homework.filter(({ ended_at }) => ended_at === null).map(({ id, what }) => ({ id, words: what }));
  const open = [...goals, ...running];
  const kept = about === "" || open.some(({ id }) => id === about) ? null : aboutSaid(agreed, about);
  if (kept !== null) open.push({ id: about, words: kept });
  if (open.length === 0) return null;
  const choices = [...open.map(({ id, words }) => ({ value: id, label: words, own: true })), { value: "", label: text.aboutElse }];
  return (
    <OneOf
      name="about"
      legend={text.about}
      choices={choices}
      value={about}
      look="chips"
      onChoose={(chosen) => {
        onChange({ about: chosen, offered: null });
      }}
    />
  );
}

function Offered({ agreed, today, value, onChange }: Pick<FieldsProps, "agreed" | "today" | "value" | "onChange">): VNode | null {
  const ladders = offeredFor(agreed, value.about);
  if (ladders.length === 0) return null;
  const options = [
    ...ladders.map(({ id, words }) => ({ value: id, label: words, own: true })),
    { value: "", label: text.ownWords },
  ];
  return (
    <OneLine
      name="offered"
      legend={text.offered}
      hint={text.offeredHint}
      options={options}
      value={value.offered ?? ""}
      onChoose={(id) => {
        const ladder = ladders.find((one) => one.id === id);
        onChange(ladder === undefined ? { offered: null } : picked(value, ladder, today));
      }}
    />
  );
}

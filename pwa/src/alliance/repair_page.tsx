import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed, OfferedRepair } from "../api/wire.ts";
import { WORDS_MAX } from "../entry/envelope.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm, type Shared } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { OneOf } from "../ui/asking.tsx";
import { Facts } from "../ui/facts.tsx";
import { Page } from "../ui/page.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { ANSWERS, bodyOf, KIND, replyTo, written, type Answer, type SavedReply } from "./repair.ts";

const text = t.repair;
const BACK = { href: "/", name: t.today };
const choices = ANSWERS.map((value) => ({ value, label: text.answers[value] }));

export interface RepairPageProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  /** The repair. */
  id: string;
  /** An earlier reply that is being changed. */
  entry: string | null;
}

export function RepairPage(props: RepairPageProps): VNode {
  const { store, agreed, id } = props;
  const repair = agreed.repairs?.find((one) => one.id === id);
  // One version has one reply: its address leads to what was said.
  const old = repair === undefined ? null : replyTo(store.entries.value, repair);
  if (repair === undefined || (props.entry !== null && old === null && store.complete.value)) {
    return <Page title={text.gone} lede={text.goneLede} back={BACK} />;
  }
  if (props.entry !== null && old === null) return <Page title={t.loading} back={BACK} />;
  return <RepairForm {...props} repair={repair} old={old} />;
}

interface Reply extends Shared {
  answer: Answer | null;
  words: string;
}

function replyOf(store: Store, old: SavedReply | null): Reply {
  if (old === null) return { answer: null, words: "", share: usualShare(store), bringUp: false };
  return { answer: old.body.answer, words: old.body.words ?? "", share: old.share, bringUp: old.bring_up };
}

function RepairForm({ store, agreed, today, meets, repair, ...props }: RepairPageProps & { repair: OfferedRepair; old: SavedReply | null }): VNode {
  // Saving makes the reply: what is being written stays what it was until the form is left.
  const [old] = useState(props.old);
  const draft = useDraft(store, `${KIND}/${repair.id}/${String(repair.version)}/${old?.id ?? "new"}`, () => replyOf(store, old));
  const { value } = draft;
  if (value === null) return <Page title={text.title} back={BACK} />;
  const { answer } = value;
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      title={text.title}
      lede={text.why}
      back={BACK}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => (answer === null ? '[name="answer"]' : lengthOf(value.words.trim()) > WORDS_MAX ? "#words" : null)}
      entry={() => ({
        ...(old === null ? {} : { id: old.id }),
        kind: KIND,
        subject: repair.id,
        local_date: old?.local_date ?? today,
        // Never saved without an answer: that is the first problem.
        body: bodyOf(answer ?? "not_yet", repair.version, value.words),
      })}
      after={() => "/"}
    >
      {(tried) => (
        <>
          <Facts tall lines={written(repair)} />
          <OneOf
            name="answer"
            legend={text.answer}
            choices={choices}
            value={answer}
            onChoose={(chosen) => {
              draft.change({ ...value, answer: chosen });
            }}
            look="chips"
            wrong={tried && answer === null ? text.nothing : null}
            {...(answer === null ? {} : { hint: text.hints[answer] })}
          />
          <WordsField
            id="words"
            label={text.words}
            hint={text.wordsHint}
            value={value.words}
            limit={WORDS_MAX}
            kept={draft.kept}
            keptText={t.form.draft}
            onInput={(words) => {
              draft.change({ ...value, words });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { WORDS_MAX } from "../entry/envelope.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm, type Shared } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { OneOf } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { given, GOAL_MAX, REPLY } from "./bodies.ts";
import { Course } from "./course.tsx";
import { found, type Goal, type Read } from "./found.ts";
import { BACK, NotHere } from "./not_here.tsx";
import type { RoomProps } from "./room.tsx";
import type { Answer } from "./rules.ts";
import { Stands } from "./stands.tsx";

const text = later.goalsScreens;

type Reply = Read<typeof REPLY>;
type OneProps = RoomProps & { id: string; entry: string | null };

/** One goal: how it stands, who said what of it, and the client's word. */
export function OnePage({ id, entry, ...props }: OneProps): VNode {
  const { store, agreed, today } = props;
  const goal = found(agreed, store.entries.value, today).find((one) => one.id === id && one.versions.length > 0);
  const old = goal?.replies.find((one) => one.entry.id === entry) ?? null;
  if (goal === undefined || (entry !== null && old === null)) return <NotHere store={store} />;
  return <OneForm {...props} {...{ goal, old }} />;
}

/** What can be said of it: to take up again what is over, or to what is open. */
function choicesOf({ by, holds }: Goal, old: Reply | null): { value: Answer; label: string }[] {
  const open: Answer[] = holds === null ? ["yes", "change", "not_now"] : ["yes", "change", "reached", "not_now"];
  const those = by === null ? open : ["yes" as const];
  const answers = old === null || those.includes(old.body.answer) ? those : [...those, old.body.answer];
  const labels = holds === null ? text.choices : text.still;
  return answers.map((value) => ({ value, label: labels[value] }));
}

interface Draft extends Shared {
  answer: Answer | null;
  wording: string;
  words: string;
}

function draftOf(store: Store, { put }: Goal, old: Reply | null): Draft {
  if (old === null) return { answer: null, wording: put, words: "", share: usualShare(store), bringUp: false };
  const { entry, body } = old;
  return { answer: body.answer, wording: body.wording ?? put, words: body.words ?? "", share: entry.share, bringUp: entry.bring_up };
}

/** Where the first problem stands. */
function problemOf({ answer, wording, words }: Draft): string | null {
  if (answer === null) return '[name="answer"]';
  if (answer === "change" && (lengthOf(wording.trim()) > GOAL_MAX || says(wording, words))) return "#wording";
  return lengthOf(words.trim()) > WORDS_MAX ? "#words" : null;
}

const says = (wording: string, words: string): boolean => wording.trim() === "" && words.trim() === "";

function OneForm({ store, agreed, today, meets, goal, ...props }: RoomProps & { goal: Goal; old: Reply | null }): VNode {
  // Saving makes the reply: what is being written stays what it was until the form is left.
  const [old] = useState(props.old);
  const version = old?.body.version ?? goal.versions.at(-1)?.version ?? 1;
  const draft = useDraft(store, `${REPLY}/${goal.id}/${String(version)}/${old?.entry.id ?? "new"}`, () => draftOf(store, goal, old));
  const { value } = draft;
  if (value === null) return <Page title={later.goalsScreens.title} back={BACK} />;
  const { answer, wording, words } = value;
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      title={text.title}
      lede={text.oneLede}
      back={BACK}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => problemOf(value)}
      entry={() => ({
        ...(old === null ? {} : { id: old.entry.id }),
        kind: REPLY,
        subject: goal.id,
        local_date: old?.entry.local_date ?? today,
        // Never saved without an answer: that is the first problem.
        body: { answer: answer ?? "change", version, wording: answer === "change" ? given(wording) : null, words: given(words) },
      })}
      after={() => BACK.href}
    >
      {(tried) => (
        <>
          <Stands {...{ goal, agreed, today }} />
          <Course {...{ goal, agreed, today }} />
          {goal.holds === null ? null : (
            <p>
              <a href={`/expectations/new?about=${goal.id}`}>{text.expect}</a>
            </p>
          )}
          <OneOf
            name="answer"
            legend={text.answer}
            choices={choicesOf(goal, old)}
            value={answer}
            onChoose={(chosen) => {
              draft.change({ ...value, answer: chosen });
            }}
            look="chips"
            wrong={tried && answer === null ? text.nothing : null}
            {...(answer === null ? {} : { hint: text.hints[answer] })}
          />
          {answer === "change" ? (
            <WordsField
              id="wording"
              label={text.wording}
              value={wording}
              limit={GOAL_MAX}
              wrong={tried && says(wording, words) ? text.wordingNone : null}
              onInput={(typed) => {
                draft.change({ ...value, wording: typed });
              }}
            />
          ) : null}
          <WordsField
            id="words"
            label={text.more}
            hint={text.moreHint}
            value={words}
            limit={WORDS_MAX}
            kept={draft.kept}
            keptText={t.form.draft}
            onInput={(typed) => {
              draft.change({ ...value, words: typed });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

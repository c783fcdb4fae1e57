import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useDraft } from "../form/draft.ts";
import { EntryForm, type Shared } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Row } from "../ui/pieces.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { given, GOAL_MAX, PROPOSAL, read, WHY_MAX } from "./bodies.ts";
import type { Read } from "./found.ts";
import { BACK, NotHere } from "./not_here.tsx";
import type { RoomProps } from "./room.tsx";

const text = later.goalsScreens;

type Proposal = Read<typeof PROPOSAL>;

/** A goal of the client's own. Once it was answered, their word goes to the goal it became. */
export function ProposePage({ entry, ...props }: RoomProps & { entry: string | null }): VNode {
  const { store, agreed } = props;
  const became = agreed.goals?.find(({ began }) => entry !== null && began?.entry === entry);
  if (became !== undefined) {
    return (
      <Page title={text.already} lede={text.alreadyLede} back={BACK}>
        <ul class="rows">
          <Row href={`/goals/${became.id}`}>{text.seeIt}</Row>
        </ul>
      </Page>
    );
  }
  const old = proposalOf(store, entry);
  if (entry !== null && old === null) return <NotHere store={store} />;
  return <ProposeForm {...props} old={old} />;
}

function proposalOf(store: Store, id: string | null): Proposal | null {
  const entry = store.entries.value.find((one) => one.id === id);
  const body = entry === undefined ? null : read(PROPOSAL, entry);
  return entry === undefined || body === null ? null : { entry, body };
}

interface Draft extends Shared {
  words: string;
  why: string;
}

function draftOf(store: Store, old: Proposal | null): Draft {
  if (old === null) return { words: "", why: "", share: usualShare(store), bringUp: false };
  const { entry, body } = old;
  return { words: body.words, why: body.why ?? "", share: entry.share, bringUp: entry.bring_up };
}

function ProposeForm({ store, agreed, today, meets, ...props }: RoomProps & { old: Proposal | null }): VNode {
  const [old] = useState(props.old);
  const draft = useDraft(store, `${PROPOSAL}/${old?.entry.id ?? "new"}`, () => draftOf(store, old));
  const { value } = draft;
  if (value === null) return <Page title={text.propose} back={BACK} />;
  const { words, why } = value;
  const empty = words.trim() === "";
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      title={text.propose}
      lede={text.proposeLede(callName(agreed.therapist.name))}
      back={BACK}
      saveText={old === null ? text.save : t.form.saveAgain}
      problem={() => (empty || lengthOf(words.trim()) > GOAL_MAX ? "#goal" : lengthOf(why.trim()) > WHY_MAX ? "#why" : null)}
      entry={() => ({
        ...(old === null ? {} : { id: old.entry.id }),
        kind: PROPOSAL,
        subject: null,
        local_date: old?.entry.local_date ?? today,
        body: { words: words.trim(), why: given(why) },
      })}
      after={() => BACK.href}
    >
      {(tried) => (
        <>
          <WordsField
            id="goal"
            label={text.words}
            hint={text.wordsHint}
            value={words}
            limit={GOAL_MAX}
            wrong={tried && empty ? text.wordsNone : null}
            kept={draft.kept}
            keptText={t.form.draft}
            onInput={(typed) => {
              draft.change({ ...value, words: typed });
            }}
          />
          <WordsField
            id="why"
            label={text.why}
            hint={text.whyHint}
            value={why}
            limit={WHY_MAX}
            onInput={(typed) => {
              draft.change({ ...value, why: typed });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

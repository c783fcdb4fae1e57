import type { VNode } from "preact";
import type { Agreed, AgreedText } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm, type Shared } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { textOf, WORDS_MAX } from "./question.ts";

const text = t.between;
const BACK = { href: "/between-us", name: text.title };

export interface AskPageProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  /** The name of the text that is asked about. */
  about: string;
  /** An earlier question that is being changed. */
  entry: string | null;
}

export function AskPage(props: AskPageProps): VNode {
  const { store, agreed, about } = props;
  const told = textOf(agreed, about);
  const old = store.entries.value.find(({ id, kind }) => id === props.entry && kind === "question") ?? null;
  if (told === null) return <Page title={t.notFound} lede={t.notFoundLede} back={BACK} />;
  if (props.entry !== null && old === null) {
    const known = store.complete.value;
    return <Page title={known ? t.log.gone : t.loading} {...(known ? { lede: t.log.goneLede } : {})} back={BACK} />;
  }
  return <AskForm {...props} told={told} old={old} />;
}

interface Question extends Shared {
  words: string;
}

function questionOf(store: Store, old: SavedEntry | null): Question {
  if (old === null) return { words: "", share: usualShare(store), bringUp: true };
  const words = old.body?.["words"];
  return { words: typeof words === "string" ? words : "", share: old.share, bringUp: old.bring_up };
}

function AskForm({ store, agreed, today, meets, about, told, old }: AskPageProps & { told: AgreedText; old: SavedEntry | null }): VNode {
  const draft = useDraft(store, `question/${about}/${old?.id ?? "new"}`, () => questionOf(store, old));
  const { value } = draft;
  if (value === null) return <Page title={text.ask} back={BACK} />;
  const words = value.words.trim();
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      title={told.title}
      when={text.ask}
      tab={text.ask}
      back={BACK}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => (lengthOf(words) > WORDS_MAX ? "#words" : null)}
      entry={() => ({
        ...(old === null ? {} : { id: old.id }),
        kind: "question",
        subject: null,
        local_date: old?.local_date ?? today,
        body: { text: about, version: told.version, words: words === "" ? null : words },
      })}
      after={() => "/between-us"}
    >
      {() => (
        <WordsField
          id="words"
          label={text.askWords}
          hint={text.askHint}
          value={value.words}
          limit={WORDS_MAX}
          kept={draft.kept}
          keptText={t.form.draft}
          onInput={(typed) => {
            draft.change({ ...value, words: typed });
          }}
        />
      )}
    </EntryForm>
  );
}

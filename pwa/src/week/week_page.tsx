import type { VNode } from "preact";
import type { Api } from "../api/api.ts";
import type { Agreed, MyWeekReply } from "../api/wire.ts";
import type { Reach, SavedEntry } from "../entry/entry.ts";
import { plusDays } from "../entry/day.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dayMoment, dayPlain } from "../i18n/dates.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Kept, Note } from "../ui/pieces.tsx";
import { lengthOf, WordsField } from "../ui/words.tsx";
import { type MyWeek, useMyWeek } from "./my_week.ts";
import { SectionOf } from "./section.tsx";

const text = t.week;
/** The server takes no more. */
const NOTE_MAX = 1000;

export interface WeekPageProps {
  store: Store;
  api: Api;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  /** A note that is being changed. */
  entry: string | null;
}

interface Draft {
  words: string;
  first: string;
  last: string;
  share: Reach;
  bringUp: boolean;
}

export function WeekPage(props: WeekPageProps): VNode {
  const { store, entry } = props;
  const old = store.entries.value.find((one) => one.id === entry) ?? null;
  if (entry !== null && old === null) {
    const title = store.complete.value ? t.log.gone : t.loading;
    return <Page title={title} {...(store.complete.value ? { lede: t.log.goneLede } : {})} back={{ href: "/", name: t.today }} />;
  }
  return <NoteForm {...props} old={old} />;
}

function draftOf(old: SavedEntry): Draft {
  const { words = "", first = old.local_date, last = old.local_date } = (old.body ?? {}) as Partial<Draft>;
  return { words, first, last, share: old.share, bringUp: old.bring_up };
}

/** The days the page is about; before it came once, the last seven. */
const daysOf = (copy: MyWeekReply | null, today: string): Pick<Draft, "first" | "last"> =>
  copy?.last === today ? copy : { first: plusDays(today, -6), last: today };

function NoteForm({ store, api, agreed, today, meets, old }: WeekPageProps & { old: SavedEntry | null }): VNode {
  const week = useMyWeek(store, api);
  const start = (): Draft => (old === null ? { words: "", first: "", last: "", share: usualShare(store), bringUp: false } : draftOf(old));
  const draft = useDraft(store, `week/${old?.id ?? "new"}`, start);
  const name = callName(agreed.therapist.name);
  const title = old === null ? text.title(name) : text.noteChange;
  const back = old === null ? { href: "/", name: t.today } : { href: `/history/${old.id}`, name: t.history };
  const { value } = draft;
  if (value === null) return <Page title={title} back={back} />;
  const words = value.words.trim();
  const { first, last } = old === null ? daysOf(week.copy, today) : value;
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value, title, back }}
      {...(old === null && week.copy !== null ? { lede: ledeOf(week.copy, today) } : {})}
      saveText={old === null ? text.save : t.form.saveAgain}
      problem={() => (words === "" || lengthOf(words) > NOTE_MAX ? "#note" : null)}
      entry={() => ({
        ...(old === null ? {} : { id: old.id }),
        kind: "week_note",
        subject: null,
        local_date: old?.local_date ?? today,
        body: { words, first, last },
      })}
      after={(saved) => `/history/${saved.id}`}
    >
      {(tried) => (
        <>
          {old === null ? <Preview week={week} today={today} /> : null}
          <WordsField
            id="note"
            label={text.note}
            hint={text.noteHint(name)}
            value={value.words}
            limit={NOTE_MAX}
            wrong={tried && words === "" ? text.noteFirst : null}
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

const ledeOf = ({ first, last }: MyWeekReply, today: string): string => text.lede(dayPlain(first, today), dayPlain(last, today));

function Preview({ week: { copy, state, notIn }, today }: { week: MyWeek; today: string }): VNode {
  return (
    <>
      {state === "busy" && copy === null ? <p role="status">{text.loading}</p> : null}
      {state === "offline" ? (
        <Note icon="info" tone="grey" title={t.state.unreachable} role="status">
          <p>{copy === null ? text.none : text.asOf(dayMoment(copy.at, today))}</p>
        </Note>
      ) : null}
      <p>
        {notIn === 0 ? null : <Kept as="here">{text.notIn(notIn)}</Kept>} <span class="hint">{text.neverIn}</span>
      </p>
      {copy === null ? null : copy.sections.length === 0 ? (
        <p>{text.nothing}</p>
      ) : (
        copy.sections.map((section) => <SectionOf key={section.id} section={section} />)
      )}
    </>
  );
}

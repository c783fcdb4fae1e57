import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { endsAt } from "../meetings/between.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";
import { Row } from "../ui/pieces.tsx";
import { Fields } from "./fields.tsx";
import { blankRating, bodyOf, KIND, ownSession, PILLARS, problemsOf, ratingOf, ratings, sessionOf, sessionOfRating } from "./rating.ts";
import type { Problems, Rating, SavedRating, Session } from "./rating.ts";
import { asksPillars, isAbout } from "./rules.ts";
import { asked, whichSession } from "./said.ts";

const text = t.alliance;
const back = { href: "/", name: t.today };

export interface RatePageProps {
  store: Store;
  agreed: Agreed;
  today: string;
  now: Date;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  /** The session; null for one that is not listed. */
  meeting: string | null;
  /** An earlier rating that is being changed. */
  entry: string | null;
}

export function RatePage(props: RatePageProps): VNode {
  const { store, agreed, now, meeting, entry } = props;
  const listed = agreed.meetings.find(({ id }) => id === meeting) ?? null;
  // A session has one rating: the address of one that was rated leads to what was said.
  const old = ratings(store.entries.value).find((one) =>
    entry === null ? one.subject === (meeting ?? "") || (listed !== null && isAbout(one, listed)) : one.id === entry,
  );
  if (old === undefined) {
    if ((entry ?? meeting) !== null && !store.complete.value) return <Page title={t.loading} back={back} />;
    if (entry !== null) return <Page title={t.log.gone} lede={t.log.goneLede} back={back} />;
    if (meeting !== null && listed === null) return <Unknown />;
    if (listed !== null && endsAt(listed) > now.getTime()) return <Page title={text.notOver} lede={text.notOverLede} back={back} />;
  }
  const session = listed !== null ? sessionOf(listed) : old === undefined || old.subject === null ? null : sessionOfRating(old);
  return <RateForm {...props} session={session} old={old ?? null} />;
}

function Unknown(): VNode {
  return (
    <Page title={text.unknown} lede={text.unknownLede} back={back}>
      <ul class="rows">
        <Row icon="pen" href="/session">
          {text.unlisted}
        </Row>
      </ul>
    </Page>
  );
}

interface RateFormProps extends RatePageProps {
  /** null for one that is not listed: its day is asked. */
  session: Session | null;
  old: SavedRating | null;
}

function RateForm({ store, agreed, today, now, meets, session, ...props }: RateFormProps): VNode {
  // Saving makes the rating: what is being written stays what it was until the form is left.
  const [old] = useState(props.old);
  const start = (): Rating => (old === null ? blankRating({ share: usualShare(store), bringUp: false }) : ratingOf(old));
  const draft = useDraft(store, `${KIND}/${session?.meeting ?? "unlisted"}/${old?.id ?? "new"}`, start);
  const { value: rating } = draft;
  const head = {
    title: session === null ? text.askAny : asked(session.day, today),
    tab: text.answer,
    back: old === null ? back : { href: `/history/${old.id}`, name: t.history },
    ...(session === null ? {} : { when: whichSession(session, agreed.therapist.name, today) }),
  };
  if (rating === null) return <Page {...head} />;

  const about = session ?? ownSession(rating);
  const pillars =
    PILLARS.some((name) => rating[name] !== null) ||
    asksPillars(ratings(store.entries.value), about.day === "" ? today : about.day, old?.id ?? null);
  const problems = problemsOf(rating, session, today, now);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft }}
      {...head}
      value={rating}
      lede={old === null ? text.why : `${text.why} ${t.form.replaces}`}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => firstProblem(problems)}
      entry={() => ({
        ...(old === null ? {} : { id: old.id }),
        kind: KIND,
        subject: about.meeting,
        local_date: about.day,
        body: bodyOf(rating, about, pillars),
      })}
      after={() => "/"}
    >
      {(tried) => (
        <Fields
          {...{ rating, today, pillars }}
          asksDay={session === null}
          problems={tried ? problems : null}
          draftKept={draft.kept}
          onChange={draft.change}
        />
      )}
    </EntryForm>
  );
}

/** Where the first problem is; null when there is none. */
function firstProblem({ day, time, outcome, words }: Problems): string | null {
  if (day !== null) return '#which-day, [name="day"]:checked, [name="day"]';
  if (time !== null) return "#time";
  if (outcome !== null) return '[name="outcome"]:checked';
  return words ? "#words" : null;
}

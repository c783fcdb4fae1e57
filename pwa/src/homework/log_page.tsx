import type { VNode } from "preact";
import type { Agreed, Assignment } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Fields } from "./fields.tsx";
import { asksScales, assignmentOf, blankLog, bodyOf, logOf, problemsOf, type Log, type Problems } from "./log.ts";

const text = t.homework;

export interface LogPageProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  assignment: string;
  /** An earlier log that is being changed. */
  entry: string | null;
  /** The day it is about, from the address. */
  day: string | null;
}

export function LogPage(props: LogPageProps): VNode {
  const { store, agreed } = props;
  const assignment = assignmentOf(agreed.homework, props.assignment);
  const entry = store.entries.value.find((one) => one.id === props.entry) ?? null;
  const back = { href: "/", name: t.today };
  if (assignment === null) {
    return <Page title={text.unknownTitle} lede={text.unknownLede(callName(agreed.therapist.name))} back={back} />;
  }
  if (props.entry !== null && entry === null) {
    const title = store.complete.value ? t.log.gone : t.loading;
    return <Page title={title} {...(store.complete.value ? { lede: t.log.goneLede } : {})} back={back} />;
  }
  return <LogForm {...props} found={assignment} old={entry} />;
}

interface LogFormProps extends LogPageProps {
  found: Assignment;
  old: SavedEntry | null;
}

function LogForm({ store, agreed, today, meets, found, old, day }: LogFormProps): VNode {
  const asked = day !== null && /^\d{4}-\d\d-\d\d$/.test(day) && day <= today ? day : null;
  const start = (): Log => (old === null ? blankLog(asked ?? today, usualShare(store)) : logOf(old));
  const key = `homework/${found.id}/${old?.id ?? "new"}`;
  const draft = useDraft(store, key, start, old === null && asked !== null ? { day: asked } : {});
  const back = old === null ? { href: "/", name: t.today } : { href: `/history/${old.id}`, name: t.history };
  const { value: log } = draft;
  if (log === null) return <Page title={found.what} tab={text.question} back={back} />;

  const problems = problemsOf(log, today, found.starts_on, dayName(found.starts_on, today));
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, back }}
      value={log}
      title={found.what}
      tab={text.question}
      lede={old === null ? (found.why ?? undefined) : `${text.editing}. ${t.form.replaces}`}
      saveText={old === null ? t.form.save : t.form.saveAgain}
      problem={() => firstProblem(problems)}
      entry={({ answer }) => ({
        ...(old === null ? {} : { id: old.id }),
        kind: "homework",
        subject: found.id,
        local_date: log.day,
        // An open answer is a problem, and nothing with a problem is saved.
        body: bodyOf(log, answer ?? "not_this_time", asksScales(log, found.scales)),
      })}
      // Today shows recent answers with their proof; an older day is found in the history.
      after={(saved) => (log.day >= plusDays(today, -1) ? "/" : `/history/${saved.id}`)}
    >
      {(tried) => (
        <Fields
          assignment={found}
          log={log}
          today={today}
          therapist={callName(agreed.therapist.name)}
          problems={tried ? problems : null}
          draftKept={draft.kept}
          onChange={draft.change}
        />
      )}
    </EntryForm>
  );
}

/** Where the first problem is; null when there is none. */
function firstProblem({ answer, day, words }: Problems): string | null {
  if (answer !== null) return '[name="answer"]';
  if (day !== null) return '#which-day, [name="day"]:checked, [name="day"]';
  return words ? "#words" : null;
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed, Assignment } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { go } from "../ui/navigate.ts";
import { Page } from "../ui/page.tsx";
import { Act, Kept, Note } from "../ui/pieces.tsx";
import { ShareLine } from "../ui/share.tsx";
import { useDraft } from "./draft.ts";
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

type Failure = "none" | "failed";

function LogForm({ store, agreed, today, meets, found, old, day }: LogFormProps): VNode {
  const preset = store.setting<Log["share"]>("share") ?? "before";
  const asked = day !== null && /^\d{4}-\d\d-\d\d$/.test(day) && day <= today ? day : null;
  const start = (): Log => (old === null ? blankLog(asked ?? today, preset) : logOf(old));
  const key = `homework/${found.id}/${old?.id ?? "new"}`;
  const draft = useDraft(store, key, start, old === null && asked !== null ? { day: asked } : {});
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>("none");
  const { log } = draft;
  const name = callName(agreed.therapist.name);
  const back = old === null ? { href: "/", name: t.today } : { href: `/history/${old.id}`, name: t.history };
  if (log === null) return <Page title={found.what} tab={text.question} back={back} />;

  const problems = problemsOf(log, today, found.starts_on, dayName(found.starts_on, today));
  const save = async (): Promise<void> => {
    setTried(true);
    const { answer } = log;
    if (busy || answer === null || hasProblem(problems)) {
      focusFirstProblem(problems);
      return;
    }
    setBusy(true);
    setFailure("none");
    try {
      const saved = await store.save({
        ...(old === null ? {} : { id: old.id }),
        kind: "homework",
        subject: found.id,
        share: log.share,
        bring_up: log.bringUp,
        local_date: log.day,
        body: bodyOf(log, answer, asksScales(log, found.scales)),
      });
      await draft.drop().catch(() => undefined);
      // Today shows recent answers with their proof; an older day is found in the history.
      go(log.day >= plusDays(today, -1) ? "/" : `/history/${saved.id}`, true);
    } catch {
      setFailure("failed");
      setBusy(false);
    }
  };

  const startAgain = (): void => {
    void draft.drop();
    document.querySelector<HTMLElement>('[name="answer"]')?.focus();
  };

  return (
    <Page
      title={found.what}
      tab={text.question}
      back={back}
      lede={old === null ? (found.why ?? undefined) : `${text.editing}. ${text.editingLede}`}
      under={draft.returned ? <DraftBack onDrop={startAgain} /> : null}
      onSubmit={() => void save()}
      dock={
        <>
          <ShareLine
            reader={{ name, meets }}
            value={log.share}
            onChange={(share) => {
              draft.change({ ...log, share });
            }}
          />
          <Act look="main" wide submit busy={busy} onPress={() => undefined}>
            {old === null ? text.save : text.saveAgain}
          </Act>
        </>
      }
    >
      {failure === "none" ? null : (
        <Note icon="warn" tone="stop" title={text.notKept} role="alert">
          <p>{text.notKeptText}</p>
        </Note>
      )}
      <Fields
        assignment={found}
        log={log}
        today={today}
        therapist={name}
        problems={tried ? problems : null}
        draftKept={draft.kept}
        onChange={draft.change}
      />
    </Page>
  );
}

const hasProblem = ({ answer, day, words }: Problems): boolean => answer !== null || day !== null || words;

function focusFirstProblem({ answer, day }: Problems): void {
  const goal = answer !== null ? '[name="answer"]' : day !== null ? '#which-day, [name="day"]:checked, [name="day"]' : "#words";
  document.querySelector<HTMLElement>(goal)?.focus();
}

function DraftBack({ onDrop }: { onDrop: () => void }): VNode {
  return (
    <p class="acts">
      <Kept as="here">{text.draftBack}</Kept>
      <Act look="quiet" small onPress={onDrop}>
        {text.draftDrop}
      </Act>
    </p>
  );
}

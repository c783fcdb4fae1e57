import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import { day as dayOf } from "../entry/day.ts";
import { Answered, NotKept } from "../form/answered.tsx";
import { useAttempt, usePlace } from "../form/attempt.ts";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import type { TodayItem } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import { Act, Words } from "../ui/pieces.tsx";
import { REPLY } from "./bodies.ts";
import { found, type Goal } from "./found.ts";
import type { Answer } from "./rules.ts";

const text = t.goals;

export interface Given {
  agreed: Agreed;
  entries: readonly SavedEntry[];
  today: string;
  /** The phone's zone: it says on which day an entry was written. */
  zone: string;
}

/** A goal that waits for the client's word stands on Today, and one whose day has come, until that day is over. */
export function offer({ agreed, entries, today, zone }: Given, store: Store): TodayItem[] {
  const inDay = (at: string): string => dayOf(new Date(at), zone, agreed.practice.day_ends_at);
  return found(agreed, entries, today).flatMap((goal): TodayItem[] => {
    const { asks, id, put } = goal;
    const now = goal.versions.at(-1);
    const reply = goal.replies.at(-1);
    const answered = asks === null && reply?.body.version === now?.version && reply !== undefined && inDay(reply.entry.recorded_at) === today;
    if (now === undefined || (asks === null && !answered)) return [];
    const day = asks === "look" && now.revisit_on !== null ? now.revisit_on : inDay(now.at);
    const card = (): VNode => <GoalCard {...{ goal, day, today, store }} therapist={callName(agreed.therapist.name)} />;
    return [{ key: id, day, state: asks === null ? "answered" : "open", title: put, when: dayName(day, today), card }];
  });
}

interface CardProps {
  goal: Goal;
  day: string;
  therapist: string;
  today: string;
  store: Store;
}

const CHOICES: Record<"word" | "look", Answer[]> = { word: ["yes", "not_now"], look: ["yes", "reached"] };

function GoalCard({ goal, day, therapist, today, store }: CardProps): VNode {
  const { id, asks, put, versions, replies } = goal;
  const { busy, failed, touched, attempt } = useAttempt();
  const [undone, setUndone] = useState(false);
  const reply = asks === null ? replies.at(-1) : undefined;
  const place = usePlace(touched, [reply?.entry.id, undone]);
  const now = versions.at(-1);
  const tap = (answer: Answer): void => {
    setUndone(false);
    const body = { answer, version: now?.version ?? 1, wording: null, words: null };
    void attempt(() => store.save({ kind: REPLY, subject: id, local_date: today, share: usualShare(store), bring_up: false, body }));
  };
  const undo = async (entry: string): Promise<void> => {
    if (await attempt(() => store.withdraw(entry))) setUndone(true);
  };
  return (
    <article class="card">
      <p class="tag">{asks === "look" ? text.tagLook(dayName(day, today)) : text.tagWord(therapist)}</p>
      <h2 class="words" dir="auto">
        {put}
      </h2>
      {asks === "word" && now?.note != null ? (
        <p dir="auto">
          <Words>{now.note}</Words>
        </p>
      ) : null}
      {failed ? <NotKept /> : null}
      {reply !== undefined ? (
        <Answered
          {...{ entry: reply.entry, today, place, busy }}
          said={text.answers[reply.body.answer]}
          change={{ href: `/goals/${id}?entry=${reply.entry.id}`, name: text.more }}
          onUndo={() => void undo(reply.entry.id)}
        />
      ) : asks === null ? null : (
        <>
          {undone ? (
            <p class="hint" ref={place} tabIndex={-1}>
              {text.undone}
            </p>
          ) : null}
          <div class="acts" role="group" aria-label={put}>
            {CHOICES[asks].map((answer) => (
              <Act
                key={answer}
                busy={busy}
                onPress={() => {
                  tap(answer);
                }}
              >
                {asks === "look" ? text.again[answer] : text.answers[answer]}
              </Act>
            ))}
            <a class="btn" href={`/goals/${id}`}>
              {asks === "look" ? text.moreLook : text.answers.change}
            </a>
          </div>
        </>
      )}
    </article>
  );
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { OfferedRepair } from "../api/wire.ts";
import { day as dayOf } from "../entry/day.ts";
import { Answered, NotKept } from "../form/answered.tsx";
import { useAttempt, usePlace } from "../form/attempt.ts";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import type { Store } from "../store/types.ts";
import { Facts } from "../ui/facts.tsx";
import type { TodayItem } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import { Act } from "../ui/pieces.tsx";
import type { Given } from "./offer.tsx";
import { ANSWERS, bodyOf, KIND, repairRoute, shown, written, type Answer, type SavedReply } from "./repair.ts";

const text = t.repair;

export interface RepairCardProps {
  repair: OfferedRepair;
  reply: SavedReply | null;
  /** The day it was written, as the client means it. */
  day: string;
  therapist: string;
  today: string;
  store: Store;
}

/** What changes after the two talked, on Today: one tap says whether it helped. */
export function RepairCard({ repair, reply, day, therapist, today, store }: RepairCardProps): VNode {
  const { busy, failed, touched, attempt } = useAttempt();
  const [undone, setUndone] = useState(false);
  const place = usePlace(touched, [reply?.id, undone]);
  const tap = (answer: Answer): void => {
    setUndone(false);
    const about = { kind: KIND, subject: repair.id, local_date: today };
    void attempt(() => store.save({ ...about, share: usualShare(store), bring_up: false, body: bodyOf(answer, repair.version, "") }));
  };
  const undo = async (id: string): Promise<void> => {
    if (await attempt(() => store.withdraw(id))) setUndone(true);
  };
  return (
    <article class="card">
      <p class="tag">{text.wrote(callName(therapist), dayName(day, today))}</p>
      <h2>{text.title}</h2>
      <Facts tall lines={written(repair)} />
      {failed ? <NotKept /> : null}
      {reply === null ? (
        <>
          {undone ? (
            <p class="hint" ref={place} tabIndex={-1}>
              {text.undone}
            </p>
          ) : null}
          <div class="three" role="group" aria-label={text.title}>
            {ANSWERS.map((answer) => (
              <Act
                key={answer}
                busy={busy}
                onPress={() => {
                  tap(answer);
                }}
              >
                {text.answers[answer]}
              </Act>
            ))}
          </div>
          <p>
            <a href={repairRoute(repair.id, null)}>{text.more}</a>
          </p>
        </>
      ) : (
        <Answered
          {...{ entry: reply, today, place, busy }}
          said={text.answers[reply.body.answer]}
          change={{ href: repairRoute(repair.id, reply.id), name: reply.body.words === null ? text.more : text.change }}
          onUndo={() => void undo(reply.id)}
        />
      )}
    </article>
  );
}

/** It stands on Today until it got its word, and until that day is over. */
export function offerRepair({ agreed, entries, today, zone }: Given, store: Store): TodayItem[] {
  const inDay = (at: string): string => dayOf(new Date(at), zone, agreed.practice.day_ends_at);
  const found = shown(agreed, entries, (at) => inDay(at) === today);
  if (found === null) return [];
  const day = inDay(found.repair.agreed_at);
  return [
    {
      key: `repair/${found.repair.id}`,
      day,
      state: found.reply === null ? "open" : "answered",
      title: text.title,
      when: dayName(day, today),
      card: () => <RepairCard {...found} {...{ day, today, store }} therapist={agreed.therapist.name} />,
    },
  ];
}

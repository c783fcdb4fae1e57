import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Answered, NotKept } from "../form/answered.tsx";
import { useAttempt, usePlace } from "../form/attempt.ts";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Act } from "../ui/pieces.tsx";
import { KIND, tapBody, type Outcome, type SavedRating, type Session } from "./rating.ts";
import { asked, rateRoute, saidFirst, whichSession } from "./said.ts";

const text = t.alliance;

export interface CardProps {
  session: Session;
  entry: SavedRating | null;
  therapist: string;
  today: string;
  store: Store;
}

/** One session on Today: one tap leads to its rating, and one tap says that there is none. */
export function RateCard({ session, entry, therapist, today, store }: CardProps): VNode {
  const { busy, failed, touched, attempt } = useAttempt();
  const [undone, setUndone] = useState(false);
  const place = usePlace(touched, [entry?.id, undone]);
  const tap = (outcome: Outcome): void => {
    setUndone(false);
    const share = usualShare(store);
    const about = { kind: KIND, subject: session.meeting, local_date: session.day };
    void attempt(() => store.save({ ...about, share, bring_up: false, body: tapBody(outcome, session) }));
  };
  const undo = async (id: string): Promise<void> => {
    if (await attempt(() => store.withdraw(id))) setUndone(true);
  };
  const href = rateRoute(session.meeting, entry?.id ?? null);
  return (
    <article class="card">
      <p class="tag">{whichSession(session, therapist, today)}</p>
      <h2>
        <a class="plain" href={href}>
          {asked(session.day, today)}
        </a>
      </h2>
      {failed ? <NotKept /> : null}
      {entry === null ? (
        <>
          {undone ? (
            <p class="hint" ref={place} tabIndex={-1}>
              {text.undone}
            </p>
          ) : null}
          <div class="three" role="group" aria-label={asked(session.day, today)}>
            <a class="btn" href={href}>
              {text.answers.rated}
            </a>
            {(["did_not_meet", "rather_not"] as const).map((outcome) => (
              <Act
                key={outcome}
                busy={busy}
                onPress={() => {
                  tap(outcome);
                }}
              >
                {text.answers[outcome]}
              </Act>
            ))}
          </div>
        </>
      ) : (
        <Answered
          {...{ entry, today, place, busy }}
          said={saidFirst(entry)}
          change={{ href, name: text.change }}
          {...(entry.body.outcome === "rated" ? {} : { onUndo: () => void undo(entry.id) })}
        />
      )}
    </article>
  );
}

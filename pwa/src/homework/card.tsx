import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { ObstacleCode } from "../api/wire.ts";
import { Answered, NotKept } from "../form/answered.tsx";
import { useAttempt, usePlace } from "../form/attempt.ts";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import type { Store } from "../store/types.ts";
import { Act } from "../ui/pieces.tsx";
import { go } from "../ui/navigate.ts";
import { useInTheWay } from "./in_the_way.tsx";
import { ANSWERS, readBody, tapBody } from "./log.ts";
import type { Offer } from "./offer.tsx";
import type { Answer } from "./rules.ts";
import { placeAndTime } from "./said.ts";

const text = t.homework;

export interface CardProps {
  offer: Offer;
  tag: string;
  today: string;
  store: Store;
}

/** One homework on Today. One tap is a complete log; "kept" is said only once it is on the disk. */
export function HomeworkCard({ offer, tag, today, store }: CardProps): VNode {
  const { assignment, day, entry } = offer;
  const { busy, failed, touched, attempt } = useAttempt();
  const [undone, setUndone] = useState(false);

  const save = (answer: Answer, obstacles: ObstacleCode[], id?: string): Promise<boolean> =>
    attempt(() =>
      store.save({
        ...(id === undefined ? {} : { id }),
        kind: "homework",
        subject: assignment.id,
        share: entry?.share ?? usualShare(store),
        bring_up: entry?.bring_up ?? false,
        local_date: day,
        body: tapBody(answer, obstacles),
      }),
    );
  const inTheWay = useInTheWay((obstacles) => save("not_this_time", obstacles, entry?.id));
  // The form shows what is on the disk: what is ticked has to be there first.
  const onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const keeping = link === null ? null : inTheWay.keep();
    if (link === null || keeping === null) return;
    event.preventDefault();
    void keeping.then(() => {
      go(link.pathname + link.search);
    });
  };
  const said = usePlace(touched, [entry?.id, undone, inTheWay.asked === null]);

  const tap = async (answer: Answer): Promise<void> => {
    setUndone(false);
    const kept = await save(answer, []);
    if (kept && answer === "not_this_time") inTheWay.ask();
  };
  const undo = async (id: string): Promise<void> => {
    inTheWay.drop();
    if (await attempt(() => store.withdraw(id))) setUndone(true);
  };

  const place = placeAndTime(assignment);
  const answer = readBody(entry?.body ?? null)?.answer;
  return (
    <article class="card" onClick={onClick}>
      <p class="tag">{tag}</p>
      <h2 dir="auto">
        <a class="plain" href={href(offer)}>
          {assignment.what}
        </a>
      </h2>
      {entry === null && place !== null ? <p>{place}</p> : null}
      {failed ? <NotKept /> : null}
      {entry === null ? (
        <>
          {undone ? (
            <p class="hint" ref={said} tabIndex={-1}>
              {text.undone}
            </p>
          ) : null}
          <Answers what={assignment.what} busy={busy} onTap={(answer) => void tap(answer)} />
        </>
      ) : (
        <Answered
          {...{ entry, today, busy }}
          said={answer === undefined ? null : text.answers[answer]}
          place={said}
          change={{ href: href(offer), name: text.addMore }}
          onUndo={() => void undo(entry.id)}
        >
          {inTheWay.asked}
        </Answered>
      )}
    </article>
  );
}

const href = ({ assignment, day, entry }: Offer): string =>
  `/homework/${assignment.id}?${entry === null ? `day=${day}` : `entry=${entry.id}`}`;

function Answers({ what, busy, onTap }: { what: string; busy: boolean; onTap: (answer: Answer) => void }): VNode {
  return (
    <div class="three" role="group" aria-label={what}>
      {ANSWERS.map((answer) => (
        <Act
          key={answer}
          busy={busy}
          onPress={() => {
            onTap(answer);
          }}
        >
          {text.answers[answer]}
        </Act>
      ))}
    </div>
  );
}

import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Row, Section } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import { found, type Goal } from "./found.ts";
import { askedFor, lookSaid, standsSaid } from "./stands.tsx";

const text = later.goalsScreens;

interface BetweenProps {
  store: Store;
  agreed: Agreed;
  today: string;
  /** Whether something can be written. */
  mayWrite: boolean;
}

/** The goals on "Between us": what both agreed, what waits for whose word, and a way to propose one. */
export function GoalsBetweenUs({ store, agreed, today, mayWrite }: BetweenProps): VNode {
  const goals = found(agreed, store.entries.value, today);
  const open = goals.filter(({ by }) => by === null);
  const over = goals.filter(({ by }) => by !== null);
  const rows = { today, mayWrite, therapist: callName(agreed.therapist.name) };
  return (
    <Section title={text.title} id="goals">
      {open.some(({ holds }) => holds !== null) ? null : <p class="hint">{text.none}</p>}
      {open.length === 0 && !mayWrite ? null : (
        <ul class="rows">
          {open.map((goal) => (
            <GoalRow key={goal.id} goal={goal} {...rows} />
          ))}
          {mayWrite ? (
            <Row icon="pen" href="/goals/new">
              <b>{text.add}</b>
              <span class="hint">{text.addHint}</span>
            </Row>
          ) : null}
        </ul>
      )}
      {over.length === 0 ? null : (
        <details class="more">
          <summary>{text.over(over.length)}</summary>
          <ul>
            {over.map((goal) => (
              <GoalRow key={goal.id} goal={goal} {...rows} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

interface GoalRowProps {
  goal: Goal;
  today: string;
  mayWrite: boolean;
  therapist: string;
}

function GoalRow({ goal, today, mayWrite, therapist }: GoalRowProps): VNode {
  const { id, versions, proposal, replies, words } = goal;
  const href = versions.length === 0 ? `/goals/new?entry=${id}` : `/goals/${id}`;
  const last = (replies.at(-1) ?? proposal)?.entry;
  const look = lookSaid(goal, today);
  const mine = askedFor(goal);
  return (
    <Row {...(mayWrite ? { href } : {})}>
      <span class="words" dir="auto">
        {words}
      </span>
      {last?.state === "only_here" && versions.length === 0 ? null : <span class="hint">{standsSaid(goal, therapist)}</span>}
      {mine === null ? null : (
        <span class="hint" dir="auto">
          {text.mine(mine)}
        </span>
      )}
      {look === null ? null : <span class="hint">{look}</span>}
      {last === undefined ? null : <Proof entry={last} today={today} />}
    </Row>
  );
}

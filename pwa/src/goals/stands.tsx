import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { dayName } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { callName } from "../ui/names.ts";
import { Words } from "../ui/pieces.tsx";
import type { Goal } from "./found.ts";

const text = later.goalsScreens;

/** How it stands, in a sentence. */
export function standsSaid({ stands, by }: Goal, therapist: string): string {
  if (stands === "reached" || stands === "not_now") return text.overBy[stands][by ?? "client"];
  if (stands === "agreed") return text.agreed;
  return stands === "waits_for_client" ? text.waitsMe : text.waits(therapist);
}

/** When it is looked at again; null where no day was set, or it is over. */
export function lookSaid({ versions, by }: Goal, today: string): string | null {
  const day = versions.at(-1)?.revisit_on ?? null;
  if (day === null || by !== null) return null;
  return day <= today ? text.lookSince(dayName(day, today)) : text.look(dayName(day, today));
}

/** The words that the client asked for, while they wait. */
export const askedFor = ({ stands, replies }: Goal): string | null =>
  stands === "waits_for_therapist" ? (replies.at(-1)?.body.wording ?? null) : null;

/** A goal at the head of its own page. */
export function Stands({ goal, agreed, today }: { goal: Goal; agreed: Agreed; today: string }): VNode {
  const therapist = callName(agreed.therapist.name);
  const note = goal.versions.at(-1)?.note ?? null;
  const look = lookSaid(goal, today);
  return (
    <div class="card">
      <p class="tag">{standsSaid(goal, therapist)}</p>
      <p class="words big" dir="auto">
        {goal.put}
      </p>
      {look === null ? null : <p class="hint">{look}</p>}
      {note === null ? null : (
        <p>
          <span class="hint">{text.from(therapist)}</span> <Words>{note}</Words>
        </p>
      )}
    </div>
  );
}

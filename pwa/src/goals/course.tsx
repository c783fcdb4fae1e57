import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { zone } from "../clock/clock.ts";
import { day as dayOf } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { callName } from "../ui/names.ts";
import { Words } from "../ui/pieces.tsx";
import type { Goal } from "./found.ts";

const text = later.goalsScreens;

/** One thing that was said of a goal. Of one version the therapist's words come first: the client's answer them. */
interface Step {
  version: number;
  day: string;
  who: string;
  did: string;
  words: (string | null)[];
}

function stepsOf({ versions, proposal, replies }: Goal, therapist: string, inDay: (at: string) => string): Step[] {
  const steps: Step[] = versions.map(({ version, at, stance, words, note }, n) => {
    const same = versions[n - 1]?.words === words;
    const did = same && stance === "yes" ? text.kept : text.did[stance];
    return { version, day: inDay(at), who: therapist, did, words: [same ? null : words, note] };
  });
  if (proposal !== null) {
    const { entry, body } = proposal;
    steps.push({ version: 0, day: entry.local_date, who: text.you, did: text.proposed, words: [body.words, body.why] });
  }
  for (const { entry, body } of replies) {
    const { version, answer, wording, words } = body;
    steps.push({ version, day: entry.local_date, who: text.you, did: t.goals.said[answer], words: [wording, words] });
  }
  return steps.sort((a, b) => a.version - b.version);
}

/** All wordings it ever had, and whose they were. */
export function Course({ goal, agreed, today }: { goal: Goal; agreed: Agreed; today: string }): VNode {
  const inDay = (at: string): string => dayOf(new Date(at), zone(), agreed.practice.day_ends_at);
  const steps = stepsOf(goal, callName(agreed.therapist.name), inDay);
  return (
    <details class="more">
      <summary>{text.course}</summary>
      <ul class="in">
        {steps.map(({ day, who, did, words }, at) => (
          <li key={at}>
            <span class="hint">{text.on(dayPlain(day, today), who, did)}</span>
            {words.map((said) =>
              said === null ? null : (
                <>
                  <br />
                  <Words>{said}</Words>
                </>
              ),
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

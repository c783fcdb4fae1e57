import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayName, nearDay, upperFirst } from "../i18n/dates.ts";
import type { TodayItem } from "../ui/kind.ts";
import { callName } from "../ui/names.ts";
import type { Found } from "./found.ts";
import { due } from "./rules.ts";

const text = t.expectations;

/** What Today says of therapy itself: from the session on at which both are to look at it again, until it was written
 *  anew, for two weeks. */
export function offerAgain({ therapist, practice, therapy_look }: Agreed, { therapy }: Found, today: string): TodayItem[] {
  const from = therapy_look?.again_from ?? null;
  if (from === null) return [];
  const day = dateOf(from, practice.zone);
  // Written since: the practice may not have heard of it yet.
  if (therapy !== null && therapy.entry.local_date >= day) return [];
  const ask = due(day, today);
  if (ask === null) return [];
  const when = upperFirst(nearDay(day, today) ?? dayName(day, today));
  const card = (): VNode => <Again therapist={callName(therapist.name)} />;
  return [{ key: "therapy", day, state: ask.state, title: text.therapy, when: text.comingAgain(when), card }];
}

function Again({ therapist }: { therapist: string }): VNode {
  return (
    <article class="card">
      <p class="tag">{text.tagAgain(therapist)}</p>
      <h2>{text.therapy}</h2>
      <div class="acts">
        <a class="btn" href="/expectations/therapy">
          {text.cardLook}
        </a>
      </div>
    </article>
  );
}

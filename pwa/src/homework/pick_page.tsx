import type { VNode } from "preact";
import type { Agreed, Assignment } from "../api/wire.ts";
import { plusDays } from "../entry/day.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayPlain } from "../i18n/dates.ts";
import { Page } from "../ui/page.tsx";
import { Row } from "../ui/pieces.tsx";
import { whenSaid } from "./said.ts";

const text = t.homework;

/** The day most likely meant: yesterday, or the last one of a homework that ended or has only begun. */
function lastDay({ starts_on, ended_at }: Assignment, today: string): string {
  const yesterday = plusDays(today, -1);
  const ended = ended_at === null ? yesterday : dateOf(ended_at);
  const day = ended < yesterday ? ended : yesterday;
  return day < starts_on ? today : day;
}

/** For logging an earlier day: which homework, also one that has ended since. */
export function PickPage({ agreed, today }: { agreed: Agreed; today: string }): VNode {
  const started = agreed.homework
    .filter((one) => one.starts_on <= today)
    .sort((a, b) => Number(a.ended_at !== null) - Number(b.ended_at !== null));
  return (
    <Page title={text.pickTitle} lede={started.length === 0 ? text.pickNone : text.pickLede} back={{ href: "/", name: t.today }}>
      {started.length === 0 ? null : (
        <ul class="rows">
          {started.map((one) => (
            <Row key={one.id} href={`/homework/${one.id}?day=${lastDay(one, today)}`}>
              <b dir="auto">{one.what}</b>
              <span class="hint">
                {one.ended_at === null ? whenSaid(one.schedule, today) : text.ended(dayPlain(dateOf(one.ended_at), today))}
              </span>
            </Row>
          ))}
        </ul>
      )}
    </Page>
  );
}

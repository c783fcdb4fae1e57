import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { Kept } from "../ui/pieces.tsx";

/** Answered on its notification, and not back from the server yet: nothing more is to be done. */
export function DoneWaits({ title }: { title: string }): VNode {
  return (
    <article class="card">
      <h2 dir="auto">{title}</h2>
      <p>
        <Kept as="here">{t.reminders.doneWaits}</Kept>
      </p>
    </article>
  );
}

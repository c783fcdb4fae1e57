import type { VNode } from "preact";
import { wallTime } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { text } from "../i18n/reminders.ts";
import { Mark } from "../ui/icons.tsx";

/** What others see of a reminder. */
export function LockScreen(): VNode {
  const { title, body } = later.notification;
  const time = wallTime("17:00");
  return (
    <div class="lockshot" role="img" aria-label={text.picture(title, body, time)}>
      <Mark />
      <p>
        <b>{title}</b> <span>{time}</span>
        <br />
        {body}
      </p>
    </div>
  );
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useAttempt, usePlace } from "../form/attempt.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { Act, Kept, Section, Wrong } from "../ui/pieces.tsx";
import { ahead } from "./came.ts";
import type { Occurrence } from "./occurrence.ts";
import { type LaterChoice, laterChoices } from "./rules.ts";
import { newEntry } from "./write.ts";

interface LaterProps {
  store: Store;
  occurrence: Occurrence;
  today: string;
  now: Date;
  dayEndsAt: string;
}

/** To when it is put off, while it still counts then. */
export function LaterPick({ store, occurrence, today, now, dayEndsAt }: LaterProps): VNode | null {
  const [until, setUntil] = useState<Date | null>(null);
  const { busy, failed, touched, attempt } = useAttempt();
  const place = usePlace(touched, [until]);
  const choices = laterChoices(now, today, occurrence.openUntil, dayEndsAt);
  const press = async (choice: LaterChoice): Promise<void> => {
    const body = { until: choice.until.toISOString() };
    if (await attempt(() => store.save(newEntry("reminder_later", occurrence.id, today, body)))) setUntil(choice.until);
  };
  if (until === null && choices.length === 0) return null;
  return (
    <Section title={text.laterTitle} id="later" {...(until === null ? { hint: text.laterHint } : {})}>
      {failed ? <Wrong id="later-wrong">{text.notKept}</Wrong> : null}
      {until === null ? (
        <div class="three">
          {choices.map((choice) => (
            <Act key={choice.name} busy={busy} onPress={() => void press(choice)}>
              {text.later[choice.name]}
            </Act>
          ))}
        </div>
      ) : (
        <p ref={place} tabIndex={-1}>
          <Kept as="here">{text.laterDone(ahead(until.toISOString(), today))}</Kept>
        </p>
      )}
      <a class="btn quiet" href="/">
        {text.toToday}
      </a>
    </Section>
  );
}

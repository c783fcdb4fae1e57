import type { ComponentChildren, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import type { Agreed } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { text } from "../i18n/reminders.ts";
import type { Store } from "../store/types.ts";
import { go } from "../ui/navigate.ts";
import { Page } from "../ui/page.tsx";
import { LaterPick } from "./later_pick.tsx";
import { inList, type Occurrence, resolve } from "./occurrence.ts";

export interface ReminderProps {
  store: Store;
  api: Pick<Api, "deliveries" | "reminderSeen">;
  agreed: Agreed;
  today: string;
  id: string;
  /** What Today shows of it, null where that is nothing. */
  card: (found: Occurrence) => ComponentChildren;
}

/** Where a tap on a reminder leads: what it is about, with all that the notification offers. */
export function ReminderPage({ store, api, agreed, today, id, card }: ReminderProps): VNode {
  const [found, setFound] = useState<Occurrence | null>(null);
  useEffect(() => {
    // Opened is opened, whether or not anybody hears of it.
    api.reminderSeen({ occurrence: id, what: "opened" }).catch(() => undefined);
    void meaning(id, { agreed, entries: store.entries.value, today }, api).then((known) => {
      if (known === null) go("/", true);
      else setFound(known);
    });
  }, []);
  const shown = found === null || found.about === "test" ? null : card(found);
  // What Today has no card for has its form.
  const form = found === null || found.about === "test" || shown !== null ? null : formOf(found);
  useEffect(() => {
    if (form !== null) go(form, true);
  }, [form]);
  const back = { href: "/", name: t.today };
  if (found === null || form !== null) return <Page title={t.loading} back={back} />;
  if (found.about === "test") return <Page title={text.openedTest} lede={text.openedTestLede} back={{ href: "/reminders", name: text.name }} />;
  return (
    <Page title={text.opened} back={back}>
      {shown}
      <LaterPick store={store} occurrence={found} today={today} now={now()} dayEndsAt={agreed.practice.day_ends_at} />
    </Page>
  );
}

/** By reckoning, without a network; what was changed since, by the server's list. */
async function meaning(
  id: string,
  given: Parameters<typeof resolve>[1],
  api: Pick<Api, "deliveries">,
): Promise<Occurrence | null> {
  const reckoned = await resolve(id, given).catch(() => null);
  return reckoned ?? api.deliveries().then((list) => inList(id, list), () => null);
}

/** The form that answers it. */
export function formOf({ about, subject, day }: Pick<Occurrence, "about" | "subject" | "day">): string {
  if (about === "week" || about === "test") return "/";
  if (about === "session") return subject === null ? "/session" : `/session/${subject}`;
  if (subject === null) return "/";
  const paths = {
    homework: `/homework/${subject}?day=${day}`,
    look: `/expectations/${subject}/look`,
    review: `/expectations/${subject}/review`,
    outcome: `/predictions/${subject}`,
  };
  return paths[about];
}

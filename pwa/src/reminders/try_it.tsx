import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import type { DeliveryItem } from "../api/wire.ts";
import { timeOf } from "../i18n/dates.ts";
import { text } from "../i18n/reminders.ts";
import { Act, Note, Section } from "../ui/pieces.tsx";

const POLL_MS = 2500;
/** Then it is said that it has not come yet. */
const MOST_POLLS = 60;

type TestApi = Pick<Api, "reminderTest" | "deliveries">;
type Trouble = "many" | "off" | "offline";

/** A test, and each of its steps as it happens. */
export function TryIt({ api }: { api: TestApi }): VNode {
  const [occurrence, setOccurrence] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const ask = (): void => {
    setBusy(true);
    setTrouble(null);
    setOccurrence(null);
    api
      .reminderTest()
      .then(
        (reply) => {
          setOccurrence(reply.occurrence);
        },
        (error: unknown) => {
          setTrouble(troubleOf(error));
        },
      )
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <Section title={text.tryTitle} id="try" hint={text.tryHint}>
      <Act busy={busy} onPress={ask}>
        {text.tryIt}
      </Act>
      <div role="status">
        {trouble === null ? null : <Trouble what={trouble} />}
        {occurrence === null ? null : <Steps key={occurrence} api={api} occurrence={occurrence} />}
      </div>
    </Section>
  );
}

function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ApiError)) return "offline";
  return error.status === 429 ? "many" : error.status === 404 ? "off" : "offline";
}

function Trouble({ what }: { what: Trouble }): VNode {
  if (what === "many") {
    return (
      <Note icon="info" tone="grey" title={text.tryMany}>
        <p>{text.tryManyText}</p>
      </Note>
    );
  }
  return <p class="hint">{what === "off" ? text.tryOff : text.tryOffline}</p>;
}

function Steps({ api, occurrence }: { api: TestApi; occurrence: string }): VNode {
  const [item, setItem] = useState<DeliveryItem | null>(null);
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    let polls = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async (): Promise<void> => {
      polls += 1;
      if (document.visibilityState === "visible") {
        const list = await api.deliveries().catch(() => null);
        const found = list?.items.find((one) => one.occurrence === occurrence) ?? null;
        if (found !== null) setItem(found);
        if (found !== null && isOver(found)) return;
      }
      if (polls >= MOST_POLLS) setEnded(true);
      else timer = setTimeout(() => void poll(), POLL_MS);
    };
    void poll();
    return () => {
      polls = MOST_POLLS;
      clearTimeout(timer);
    };
  }, []);
  return <Stages item={item} ended={ended} />;
}

const isOver = ({ steps, why }: DeliveryItem): boolean =>
  steps.some(({ this_phone, opened_at }) => this_phone && opened_at !== null) ||
  why !== null ||
  (steps.length > 0 && steps.every(({ failed }) => failed !== null));

/** What a test came to. */
export function Stages({ item, ended }: { item: DeliveryItem | null; ended: boolean }): VNode {
  const steps = item?.steps ?? [];
  const mine = steps.find(({ this_phone }) => this_phone) ?? steps[0];
  const failed = steps.length > 0 && steps.every((step) => step.failed !== null);
  const shown = mine?.shown_at ?? null;
  return (
    <div class="card">
      <ol class="path">
        <li>{text.tryAsked}</li>
        {failed ? null : mine?.accepted_at == null ? <li class="off">{text.tryWait}</li> : <li>{text.trySent(timeOf(mine.accepted_at))}</li>}
        {mine?.accepted_at == null ? null : shown === null ? (
          <li class="off">{text.tryWaitShown}</li>
        ) : (
          <li>{mine.this_phone ? text.tryShown(timeOf(shown)) : text.tryShownOn(mine.phone, timeOf(shown))}</li>
        )}
        {mine?.opened_at == null ? null : <li>{text.tryOpened(timeOf(mine.opened_at))}</li>}
      </ol>
      {shown === null ? null : <p>{text.tryWorks}</p>}
      {failed ? (
        <p>
          <b>{text.tryFailed}.</b> {failureOf(mine?.failed ?? null)}
        </p>
      ) : null}
      {ended && shown === null && !failed ? (
        <p>
          <b>{text.tryLate}.</b> {text.tryLateText}
        </p>
      ) : null}
    </div>
  );
}

const failures: Record<string, string> = text.failed;
const failureOf = (code: string | null): string => (code === null ? undefined : failures[code]) ?? text.failed.other;

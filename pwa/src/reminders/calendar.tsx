import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import type { CalendarReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Act, Note, Row, Section, Wrong } from "../ui/pieces.tsx";

const text = later.calendarFeed;

export type CalendarApi = Pick<Api, "calendar" | "askCalendar">;

/** For a phone that no push reaches: its times in a calendar, once as a file, or under an address that follows. */
export function InCalendar({ api }: { api: CalendarApi }): VNode {
  const [opened, setOpened] = useState(false);
  return (
    <Section title={text.title} id="calendar" hint={text.hint}>
      <Note icon="eye" tone="ask" title={text.others}>
        <p>{text.othersText}</p>
      </Note>
      <div>
        <a class="btn" href="/api/reminders/once.ics" download="calendar.ics">
          {text.once}
        </a>
      </div>
      <p class="hint">{text.onceHint}</p>
      <details
        class="fold"
        onToggle={(event) => {
          if (event.currentTarget.open) setOpened(true);
        }}
      >
        <summary>{text.fold}</summary>
        {opened ? <Address api={api} /> : null}
      </details>
    </Section>
  );
}

/** The server is asked each time: an address may have been made or ended on another phone. */
function Address({ api }: { api: CalendarApi }): VNode {
  const [state, setState] = useState<CalendarReply | null>(null);
  const [unreachable, setUnreachable] = useState(false);
  const [ended, setEnded] = useState(false);
  const load = (): void => {
    setUnreachable(false);
    api.calendar().then(setState, () => {
      setUnreachable(true);
    });
  };
  useEffect(load, [api]);
  const end = async (): Promise<void> => {
    setState(await api.askCalendar(false));
    setEnded(true);
  };
  const made = (reply: CalendarReply): void => {
    setState(reply);
    setEnded(false);
  };
  if (state === null) return unreachable ? <Unreachable onPress={load} /> : <p role="status">{text.asking}</p>;
  return (
    <div class="sec">
      {ended ? <Ended /> : null}
      {state.address === null ? <Make api={api} anew={state.on} onMade={made} /> : <Made key={state.address} address={state.address} />}
      {state.on ? (
        <Confirm
          icon="lock"
          open={text.end}
          hint={text.endHint}
          question={text.endAsk}
          text={text.endText}
          yes={text.endYes}
          no={text.endNo}
          failed={text.failed}
          onYes={end}
        />
      ) : null}
    </div>
  );
}

function Unreachable({ onPress }: { onPress: () => void }): VNode {
  return (
    <Note icon="info" tone="grey" title={t.state.unreachable} role="status">
      <p>{text.unreachable}</p>
      <Act small onPress={onPress}>
        {t.tryNow}
      </Act>
    </Note>
  );
}

function Make({ api, anew, onMade }: { api: CalendarApi; anew: boolean; onMade: (reply: CalendarReply) => void }): VNode {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const press = (): void => {
    setBusy(true);
    setFailed(false);
    api.askCalendar(true).then(onMade, () => {
      setBusy(false);
      setFailed(true);
    });
  };
  return (
    <>
      <p>{anew ? text.on : text.what}</p>
      {failed ? <Wrong id="calendar-wrong">{text.failed}</Wrong> : null}
      <div>
        <Act busy={busy} onPress={press}>
          {anew ? text.anew : text.make}
        </Act>
      </div>
    </>
  );
}

/** What was pressed is gone: the keyboard goes on here, and a screen reader says it. */
function Ended(): VNode {
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => said.current?.focus(), []);
  return (
    <p ref={said} tabIndex={-1}>
      {text.ended}
    </p>
  );
}

function Made({ address }: { address: string }): VNode {
  const [said, setSaid] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // The button that made it is gone: the keyboard goes on here.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const copy = (): void => {
    field.current?.select();
    copyText(address).then(
      () => {
        setSaid(text.copied);
      },
      () => {
        setSaid(text.copyByHand);
      },
    );
  };
  return (
    <>
      <div class="field">
        <label for="calendar-address">{text.label}</label>
        <p class="hint" id="calendar-address-hint">
          {text.labelHint}
        </p>
        <input class="input" id="calendar-address" aria-describedby="calendar-address-hint" ref={field} readOnly value={address} />
      </div>
      <div class="acts">
        <Act small onPress={copy}>
          {text.copy}
        </Act>
        {isApple(navigator.userAgent) ? (
          <a class="btn small" href={address.replace(/^https?:/, "webcal:")}>
            {text.open}
          </a>
        ) : null}
        <span role="status">{said}</span>
      </div>
      <p>
        <b>{text.apps}</b>
      </p>
      <ul class="rows">
        {Object.values(text.app).map(({ name, how }) => (
          <Row key={name}>
            <b>{name}</b>
            <span class="hint">{how}</span>
          </Row>
        ))}
      </ul>
    </>
  );
}

/** Only there a `webcal:` address opens something for certain. */
const isApple = (userAgent: string): boolean => /iPhone|iPad|Macintosh/.test(userAgent);

async function copyText(words: string): Promise<void> {
  await navigator.clipboard.writeText(words);
}

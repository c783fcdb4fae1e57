import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { useDraft } from "../form/draft.ts";
import { EntryForm } from "../form/entry_form.tsx";
import { usualShare } from "../form/usual_share.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayName } from "../i18n/dates.ts";
import { Facts } from "../ui/facts.tsx";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Section, Wrong } from "../ui/pieces.tsx";
import { passage, read, type Bodies } from "./bodies.ts";
import { firstWrong, LIST, NotHere, Passage, passageWrong, putting, type FormProps, type Wrongs } from "./form.tsx";
import { found } from "./found.ts";
import { therapyLines } from "./said.ts";

const text = t.expectations;
const MOST_SESSIONS = 200;

/** What is expected of therapy while it is being written; also the shape of its draft. */
interface Therapy {
  change: string;
  hope: string;
  /** As it was typed; "" of none. */
  sessions: string;
  share: Reach;
  bringUp: boolean;
}

interface TherapyProps extends FormProps {
  /** An earlier one that is being changed. */
  entry: string | null;
}

/** Each time it is looked at is an entry of its own, which begins from what was said last. */
export function TherapyPage({ store, agreed, today, meets, entry: id }: TherapyProps): VNode {
  const entries = store.entries.value;
  const old = entries.find((one) => one.id === id && read("therapy_expectation", one) !== null) ?? null;
  const { therapy: last } = found(entries);
  const start = (): Therapy => ({
    ...typedOf(old === null ? (last?.body ?? null) : read("therapy_expectation", old)),
    share: old?.share ?? usualShare(store),
    bringUp: old?.bring_up ?? false,
  });
  const draft = useDraft(store, `therapy/${old?.id ?? "new"}`, start);
  const { value } = draft;
  if (id !== null && old === null) return <NotHere store={store} />;
  if (value === null) return <Page title={text.therapyTitle} back={LIST} />;
  const wrongs = wrongsOf(value);
  return (
    <EntryForm
      {...{ store, agreed, meets, draft, value }}
      back={LIST}
      title={text.therapyTitle}
      lede={text.therapyLede(callName(agreed.therapist.name))}
      {...(old === null && last !== null ? { when: text.therapySaid(dayName(last.entry.local_date, today)) } : {})}
      saveText={old === null ? text.save : t.form.saveAgain}
      problem={() => firstWrong(wrongs)}
      entry={(said) => ({
        ...(old === null ? {} : { id: old.id }),
        kind: "therapy_expectation",
        subject: null,
        local_date: old?.local_date ?? today,
        body: bodyOf(said),
      })}
      after={() => LIST.href}
    >
      {(tried) => (
        <>
          <Theirs agreed={agreed} today={today} />
          <Fields
            value={value}
            wrongs={tried ? wrongs : {}}
            onChange={(part) => {
              draft.change({ ...value, ...part });
            }}
          />
        </>
      )}
    </EntryForm>
  );
}

function typedOf(body: Bodies["therapy_expectation"] | null): Pick<Therapy, "change" | "hope" | "sessions"> {
  return { change: body?.change ?? "", hope: body?.hope ?? "", sessions: body?.sessions?.toString() ?? "" };
}

function wrongsOf({ change, hope, sessions }: Therapy): Wrongs<"change" | "hope" | "sessions"> {
  const nothing = [change, hope, sessions].every((typed) => typed.trim() === "");
  const fits = /^\d+$/.test(sessions.trim()) && Number(sessions) >= 1 && Number(sessions) <= MOST_SESSIONS;
  return {
    change: nothing ? text.therapyEmpty : passageWrong(change),
    hope: passageWrong(hope),
    sessions: sessions.trim() === "" || fits ? null : text.sessionsWrong,
  };
}

function bodyOf({ change, hope, sessions }: Therapy): Bodies["therapy_expectation"] {
  const many = passage(sessions);
  return { change: passage(change), hope: passage(hope), sessions: many === null ? null : Number(many) };
}

/** The therapist's own view, and when both look at it again. */
function Theirs({ agreed, today }: { agreed: Agreed; today: string }): VNode {
  const { theirs = null, again_from = null } = agreed.therapy_look ?? {};
  return (
    <>
      {theirs === null ? null : (
        <Section title={text.theirs(callName(agreed.therapist.name))} id="theirs">
          <div class="card">
            <Facts tall lines={therapyLines(theirs)} />
          </div>
        </Section>
      )}
      {again_from === null ? null : (
        <p class="hint">{text.therapyAgain(dayName(dateOf(again_from, agreed.practice.zone), today))}</p>
      )}
    </>
  );
}

interface FieldsProps {
  value: Therapy;
  wrongs: Record<string, string | null>;
  onChange: (part: Partial<Therapy>) => void;
}

function Fields({ value, wrongs, onChange }: FieldsProps): VNode {
  const put = putting(onChange);
  return (
    <>
      <Passage
        id="change"
        label={text.change}
        hint={text.changeHint}
        value={value.change}
        wrong={wrongs["change"] ?? null}
        onInput={put("change")}
      />
      <Passage
        id="hope"
        label={text.hope}
        value={value.hope}
        onInput={put("hope")}
      />
      <Sessions
        value={value.sessions}
        wrong={wrongs["sessions"] ?? null}
        onInput={put("sessions")}
      />
    </>
  );
}

function Sessions({ value, wrong, onInput }: { value: string; wrong: string | null; onInput: (typed: string) => void }): VNode {
  return (
    <div class="field">
      <label for="sessions">{text.sessions}</label>
      <p class="hint" id="sessions-hint">
        {text.sessionsHint}
      </p>
      <input
        class="input"
        id="sessions"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        aria-describedby={wrong === null ? "sessions-hint" : "sessions-hint sessions-wrong"}
        aria-invalid={wrong === null ? undefined : "true"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
      {wrong === null ? null : <Wrong id="sessions-wrong">{wrong}</Wrong>}
    </div>
  );
}

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { ApiError } from "../api/errors.ts";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayPlain } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row, Section } from "../ui/pieces.tsx";
import { CodeField } from "./code_field.tsx";
import { EraseNote, type EraseNoteProps } from "./erase_note.tsx";
import { tidyCode } from "./invitation.ts";

const text = later.erase;
const WAITS_MS = 7 * 24 * 60 * 60 * 1000;

/** What goes, what stays and why; then the code from the room, and one more question. */
export function ErasePage(props: EraseNoteProps): VNode {
  const { agreed } = props;
  const name = callName(agreed.therapist.name);
  return (
    <Page title={text.title} lede={text.lede} back={{ href: "/my-phone", name: t.myPhone }}>
      {agreed.erase ? <EraseNote {...props} /> : null}
      <Listed id="goes" title={text.goes} lines={text.goesOn} />
      <Listed id="stays" title={text.stays} lines={text.staysOn(name)} />
      <Listed id="how" title={text.how} lines={text.steps(name)} />
      {agreed.erase ? null : <Ask {...props} name={name} />}
    </Page>
  );
}

function Listed({ id, title, lines }: { id: string; title: string; lines: readonly string[] }): VNode {
  return (
    <Section title={title} id={id}>
      <ul class="rows">
        {lines.map((line) => (
          <Row key={line}>{line}</Row>
        ))}
      </ul>
    </Section>
  );
}

function Ask({ api, today, onChanged, name }: EraseNoteProps & { name: string }): VNode {
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const refuse = (why: string): void => {
    setWrong(why);
    setAsking(false);
    document.getElementById("code")?.focus();
  };
  const erase = (): void => {
    setBusy(true);
    api
      .erase(code)
      .then(onChanged, (error: unknown) => {
        refuse(whyNot(error));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  if (asking) {
    const day = dayPlain(dateOf(new Date(now().getTime() + WAITS_MS).toISOString()), today);
    return (
      <Note icon="warn" tone="stop" title={text.sure} role="alert">
        <p>{text.sureText(day)}</p>
        <div class="acts">
          <Act small look="grave" busy={busy} onPress={erase}>
            {text.yes}
          </Act>
          <Act
            small
            look="quiet"
            onPress={() => {
              setAsking(false);
            }}
          >
            {text.no}
          </Act>
        </div>
      </Note>
    );
  }
  return (
    <form
      class="sec"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (tidyCode(code) === null) refuse(text.codeShort);
        else setAsking(true);
      }}
    >
      <CodeField code={code} label={later.myPhone.codeLabel} hint={text.codeHint(name)} wrong={wrong} onInput={setCode} />
      <Act wide submit onPress={() => undefined}>
        {text.next}
      </Act>
    </form>
  );
}

function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return text.offline;
  if (error.status === 429) return text.slow;
  return error.code === "code" ? text.codeWrong : later.myPhone.strangeText;
}

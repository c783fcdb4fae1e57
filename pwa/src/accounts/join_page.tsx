import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import type { JoinReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row, Wrong } from "../ui/pieces.tsx";
import { atHome } from "./install.tsx";
import { dropInvitation, tidyCode } from "./invitation.ts";
import { phoneLabel } from "./label.ts";

const text = t.accounts;

interface Trouble {
  title: string;
  text: string;
}

export interface JoinProps {
  api: Api;
  /** From the link; null asks for the short code. */
  token: string | null;
  /** On a phone that has a memory already, and may go on without joining anew. */
  mayLeave: boolean;
  onJoined: (reply: JoinReply) => void;
}

export function JoinPage({ api, token, mayLeave, onJoined }: JoinProps): VNode {
  const [byCode, setByCode] = useState(token === null);
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const join = async (): Promise<void> => {
    const tidy = byCode ? tidyCode(code) : null;
    setWrong(byCode && tidy === null);
    if (busy || (byCode && tidy === null)) {
      document.getElementById("code")?.focus();
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      const how = tidy === null ? { token: token ?? "" } : { code: tidy };
      const reply = await api.join({ ...how, label: phoneLabel(navigator.userAgent) });
      dropInvitation();
      onJoined(reply);
    } catch (error) {
      setTrouble(troubleOf(error, byCode));
      setBusy(false);
    }
  };

  return (
    <Page
      title={byCode ? text.codeTitle : text.invited}
      lede={byCode ? text.codeLede : text.invitedLede}
      help={mayLeave}
      {...(mayLeave ? { back: { href: "/", name: t.today } } : {})}
      onSubmit={() => void join()}
    >
      {byCode ? <CodeField code={code} wrong={wrong} onInput={setCode} /> : <What />}
      <Note icon="warn" tone="ask" title={text.nobody}>
        <p>{text.nobodyText}</p>
      </Note>
      <div class="sec">
        {trouble === null ? null : (
          <Note icon="warn" tone="stop" title={trouble.title} role="alert">
            <p>{trouble.text}</p>
          </Note>
        )}
        <Act look="main" wide submit busy={busy} onPress={() => undefined}>
          {busy ? text.joining : text.join}
        </Act>
        <p class="hint">{text.joinHint}</p>
        {token === null ? (
          <p class="hint">{atHome() ? text.useCodeAgain : text.useLinkHint}</p>
        ) : (
          <Act
            look="quiet"
            onPress={() => {
              setByCode(!byCode);
              setTrouble(null);
            }}
          >
            {byCode ? text.useLink : text.useCode}
          </Act>
        )}
      </div>
    </Page>
  );
}

function troubleOf(error: unknown, byCode: boolean): Trouble {
  if (!(error instanceof ApiError)) return { title: text.noWay, text: text.noWayText };
  if (error.code === "invitation") return { title: text.usedTitle, text: byCode ? text.codeUsedText : text.usedText };
  if (error.status === 429) return { title: text.slow, text: text.slowText(error.retryAfter ?? 60) };
  return { title: text.strange, text: text.strangeText };
}

function CodeField({ code, wrong, onInput }: { code: string; wrong: boolean; onInput: (code: string) => void }): VNode {
  return (
    <div class="field">
      <label for="code">{text.codeLabel}</label>
      <p class="hint" id="code-hint">
        {text.codeHint}
      </p>
      {wrong ? <Wrong id="code-wrong">{text.codeWrong}</Wrong> : null}
      <input
        class="input code"
        id="code"
        dir="ltr"
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={12}
        value={code}
        aria-describedby={wrong ? "code-wrong code-hint" : "code-hint"}
        aria-invalid={wrong ? "true" : undefined}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
    </div>
  );
}

function What(): VNode {
  return (
    <ul class="rows">
      <Row icon="today">
        <b>{text.seconds}</b>
        <span class="hint">{text.secondsHint}</span>
      </Row>
      <Row icon="eye">
        <b>{text.decide}</b>
        <span class="hint">{text.decideHint}</span>
      </Row>
      <Row icon="safe">
        <b>{text.noAccount}</b>
        <span class="hint">{text.noAccountHint}</span>
      </Row>
    </ul>
  );
}

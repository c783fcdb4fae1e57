import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import type { JoinReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row } from "../ui/pieces.tsx";
import { CodeField } from "./code_field.tsx";
import { atHome } from "./install_offer.ts";
import { dropInvitation, tidyCode } from "./invitation.ts";
import { phoneLabel } from "./label.ts";
import { lostOf, Stop } from "./stop.tsx";
import { unsentOf } from "./unsent.ts";

const text = later.myPhone;

interface Trouble {
  title: string;
  text: string;
}

export interface JoinProps {
  api: Api;
  /** From the link; null asks for the short code. */
  token: string | null;
  /** On a phone that has a memory already: it may go on without joining anew, or be wiped first. */
  memory?: Memory;
  onJoined: (reply: JoinReply) => void;
}

export interface Memory {
  store: Store;
  /** Called after the wipe: the invitation is still unused. */
  onStopped: () => void;
}

export function JoinPage({ memory, ...props }: JoinProps): VNode {
  const [mine, setMine] = useState(false);
  if (memory === undefined || mine) return <Join {...props} mayLeave={memory !== undefined} />;
  return (
    <Whose
      api={props.api}
      {...memory}
      onMine={() => {
        setMine(true);
      }}
    />
  );
}

/** Asked before the invitation is used: afterwards the phone would be signed out for whoever wrote on it. */
function Whose({ api, store, onMine, onStopped }: Memory & { api: Api; onMine: () => void }): VNode {
  const unsent = unsentOf(store.status.value);
  return (
    <Page title={text.whose} lede={text.whoseLede} back={{ href: "/", name: t.today }}>
      <div class="sec">
        <ul class="rows">
          <Row icon="phone" onClick={onMine}>
            <b>{text.mine}</b>
            <span class="hint">{text.mineHint(unsent)}</span>
          </Row>
        </ul>
        <Stop api={api} store={store} open={text.notMine} hint={text.notMineHint(lostOf(store))} onStopped={onStopped} />
      </div>
    </Page>
  );
}

function Join({ api, token, mayLeave, onJoined }: Omit<JoinProps, "memory"> & { mayLeave: boolean }): VNode {
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
      if (byCode) document.getElementById("code")?.focus();
    }
  };

  const wrongCode = byCode && trouble?.title === text.codeUsed;
  return (
    <Page
      title={byCode ? text.codeTitle : text.invited}
      lede={byCode ? text.codeLede : text.invitedLede}
      help={mayLeave}
      {...(mayLeave ? { back: { href: "/", name: t.today } } : {})}
      onSubmit={() => void join()}
    >
      {byCode ? (
        <CodeField
          code={code}
          label={text.codeLabel}
          hint={text.codeHint}
          wrong={wrong ? text.codeWrong : wrongCode ? text.codeUsed : null}
          onInput={setCode}
        />
      ) : (
        <What />
      )}
      {byCode ? null : <Nobody />}
      <div class="sec">
        {trouble === null || wrongCode ? null : (
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
      {byCode ? <Nobody /> : null}
    </Page>
  );
}

function Nobody(): VNode {
  return (
    <Note icon="warn" tone="ask" title={text.nobody}>
      <p>{text.nobodyText}</p>
    </Note>
  );
}

function troubleOf(error: unknown, byCode: boolean): Trouble {
  if (!(error instanceof ApiError)) return { title: t.state.unreachable, text: text.noWayText };
  if (error.code === "invitation") return { title: byCode ? text.codeUsed : text.usedTitle, text: text.usedText };
  if (error.status === 429) return { title: text.slow, text: text.slowText(error.retryAfter ?? 60) };
  return { title: text.strange, text: text.strangeText };
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

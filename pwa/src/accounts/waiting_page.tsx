import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import type { DeviceReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { callName } from "../ui/names.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Section } from "../ui/pieces.tsx";
import { Install } from "./install.tsx";

const text = later.myPhone;
const POLL_MS = 3000;

export interface WaitingProps {
  api: Api;
  /** From POST /api/join or, after a reload, GET /api/device. */
  check: string;
  therapist: string;
  onJoined: (reply: DeviceReply) => void;
  /** The server no longer knows this phone: the invitation was taken back. */
  onGone: () => void;
}

/** Both look at the same three digits, and both say yes, before anything comes down. */
export function WaitingPage({ api, check, therapist, onJoined, onGone }: WaitingProps): VNode {
  const [confirmed, setConfirmed] = useState(false);
  const [different, setDifferent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [noWay, setNoWay] = useState(false);
  const name = callName(therapist);

  const take = (reply: DeviceReply): void => {
    setNoWay(false);
    if (reply.state === "joined") onJoined(reply);
  };
  const failed = (error: unknown): void => {
    if (error instanceof ApiError && error.status === 401) onGone();
    else setNoWay(true);
  };
  useEffect(() => {
    if (different) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const poll = async (): Promise<void> => {
      if (document.visibilityState === "visible") await api.device().then((reply) => { if (!gone) take(reply); }, failed);
      if (!gone) timer = setTimeout(() => void poll(), POLL_MS);
    };
    timer = setTimeout(() => void poll(), POLL_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [api, different]);

  const confirm = (): void => {
    setBusy(true);
    api
      .confirm()
      .then((reply) => {
        setConfirmed(true);
        setDifferent(false);
        take(reply);
      }, failed)
      .finally(() => {
        setBusy(false);
      });
  };

  return (
    <Page
      title={confirmed ? text.confirmed : different ? text.checkStop : text.checkTitle}
      lede={confirmed ? text.confirmedLede(name) : different ? undefined : text.checkLede(name)}
      help={false}
    >
      {different ? (
        <Note icon="warn" tone="stop" role="alert">
          <p>{text.checkNoText(name)}</p>
        </Note>
      ) : null}
      <div class="card">
        <p class="digits">
          <span aria-hidden="true">{check}</span>
          <span class="vh">{text.checkSay(check)}</span>
        </p>
        {confirmed ? (
          <p class="hint" role="status">
            {text.waitingFor(name)}
          </p>
        ) : (
          <div class="acts">
            <Act look={different ? "quiet" : "main"} wide busy={busy} onPress={confirm}>
              {text.checkYes}
            </Act>
            {different ? null : (
              <Act
                wide
                onPress={() => {
                  setDifferent(true);
                }}
              >
                {text.checkNo}
              </Act>
            )}
          </div>
        )}
      </div>
      {noWay ? (
        <Note icon="info" tone="grey" title={t.state.unreachable} role="status">
          <p>{text.noWayPoll}</p>
        </Note>
      ) : null}
      {confirmed ? (
        <Section title={text.install} id="install">
          <Install />
        </Section>
      ) : null}
    </Page>
  );
}

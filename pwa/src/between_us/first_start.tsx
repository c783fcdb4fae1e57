import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { askToKeep } from "../store/promise.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { go } from "../ui/navigate.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Wrong } from "../ui/pieces.tsx";
import { SharePick, WhoReads } from "../ui/share.tsx";
import { decide, LATER, READ } from "./consent.ts";
import type { StartStep } from "./start_step.ts";
import { Paragraphs } from "./texts.tsx";

export interface StepProps {
  store: Store;
  agreed: Agreed;
  today: string;
  meets: string | null;
  onDone: () => void;
}

export function StartPage({ step, ...props }: StepProps & { step: StartStep }): VNode {
  if (step === "consent") return <ConsentStep key="consent" {...props} />;
  if (step === "confidentiality") return <ConfidentialityStep key="confidentiality" {...props} />;
  return <ShareStep key="share" {...props} />;
}

/** Runs one saving act, with its two outcomes. */
function useSaving(): { busy: boolean; failed: boolean; run: (work: () => Promise<void>) => void } {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const run = (work: () => Promise<void>): void => {
    setBusy(true);
    setFailed(false);
    work()
      .catch(() => {
        setFailed(true);
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return { busy, failed, run };
}

const Failed = (): VNode => <Wrong id="step-wrong">{t.form.notKeptText}</Wrong>;

export function ConsentStep({ store, agreed, today, onDone }: StepProps): VNode {
  const { busy, failed, run } = useSaving();
  const text = agreed.texts.consent;
  return (
    <Page
      title={text.title}
      dock={
        <>
          <Act
            look="main"
            wide
            busy={busy}
            onPress={() => {
              run(async () => {
                await decide(store, agreed, true, today);
                onDone();
              });
            }}
          >
            {later.myPhone.consentAgree}
          </Act>
          <Act
            wide
            busy={busy}
            onPress={() => {
              run(async () => {
                await store.keepSetting(LATER, text.version);
                onDone();
              });
            }}
          >
            {later.myPhone.consentNot}
          </Act>
        </>
      }
    >
      <section class="card letter">
        <Paragraphs text={text} />
      </section>
      {failed ? <Failed /> : null}
      <Note icon="info" tone="grey">
        <p>{later.myPhone.consentNotText}</p>
      </Note>
    </Page>
  );
}

function ConfidentialityStep({ store, agreed, onDone }: StepProps): VNode {
  const { busy, failed, run } = useSaving();
  const text = agreed.texts.confidentiality;
  return (
    <Page
      title={text.title}
      when={t.between.inWords(agreed.practice.name)}
      dock={
        <Act
          look="main"
          wide
          busy={busy}
          onPress={() => {
            run(async () => {
              await store.keepSetting(READ, text.version);
              onDone();
            });
          }}
        >
          {later.myPhone.readOn}
        </Act>
      }
    >
      <section class="card letter">
        <Paragraphs text={text} />
      </section>
      {failed ? <Failed /> : null}
      <p class="hint">{later.myPhone.readHint}</p>
    </Page>
  );
}

function ShareStep({ store, agreed, meets, onDone }: StepProps): VNode {
  const { busy, failed, run } = useSaving();
  const [share, setShare] = useState<Reach>("before");
  return (
    <Page
      title={t.share.choose}
      lede={t.share.chooseLede}
      dock={
        <Act
          look="main"
          wide
          busy={busy}
          onPress={() => {
            run(async () => {
              await store.keepSetting("share", share);
              // Now there will be something to keep. Browsers that ask the person do so only after a tap.
              void askToKeep();
              onDone();
              go("/", true);
            });
          }}
        >
          {t.share.chooseKeep}
        </Act>
      }
    >
      <SharePick reader={{ name: callName(agreed.therapist.name), meets }} value={share} onChange={setShare} />
      {failed ? <Failed /> : null}
      <WhoReads therapist={agreed.therapist} />
    </Page>
  );
}

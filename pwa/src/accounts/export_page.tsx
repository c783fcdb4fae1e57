import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/errors.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { handOver } from "../ui/hand_over.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row, Section } from "../ui/pieces.tsx";
import { CodeField } from "./code_field.tsx";
import { unsentOf } from "./unsent.ts";

const text = later.exported;
const NAME = "my-data.zip";
const LETTERS = /[^0-9a-z]/gi;
const LENGTH = 8;

interface ExportProps {
  api: Api;
  store: Store;
  therapist: string;
}

/** Everything of mine that the practice has, as one file. What only this phone has is not in it, and has a copy of its own. */
export function ExportPage({ api, store, therapist }: ExportProps): VNode {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const unsent = unsentOf(store.status.value);

  const take = (): void => {
    if (busy) return;
    const short = code.replace(LETTERS, "").length !== LENGTH;
    setWrong(short ? text.codeShort : null);
    setFailed(null);
    setDone(false);
    if (short) return;
    setBusy(true);
    api
      .everything(code)
      .then(
        (file) => {
          handOver(NAME, file);
          setCode("");
          setDone(true);
        },
        (error: unknown) => {
          if (error instanceof ApiError && error.code === "code") setWrong(text.codeWrong);
          else setFailed(error instanceof ApiError ? error.reason : text.offline);
        },
      )
      .finally(() => {
        setBusy(false);
      });
  };

  return (
    <Page
      title={text.title}
      lede={text.lede}
      back={{ href: "/my-phone", name: t.myPhone }}
      onSubmit={take}
      dock={
        <Act look="main" wide submit busy={busy} onPress={() => undefined}>
          {busy ? text.taking : text.take}
        </Act>
      }
    >
      <Note icon="eye" tone="ask" title={text.open}>
        <p>{text.openText}</p>
      </Note>
      <div class="sec">
        <CodeField label={text.code} hint={text.codeHint(therapist)} {...{ code, wrong }} onInput={setCode} />
        {failed === null ? null : (
          <Note icon="info" tone="grey" title={text.failed} role="alert">
            <p>{failed}</p>
          </Note>
        )}
        <p role="status">{done ? text.saved(NAME) : null}</p>
      </div>
      <Section title={text.notIn} id="not-in" hint={text.notInHint}>
        <ul class="rows">
          {unsent === 0 ? null : (
            <Row icon="here" href="/my-phone/rescue">
              <b>{later.rescue.row}</b>
              <span class="hint">{later.myPhone.copiesUnsent(unsent)}</span>
            </Row>
          )}
          <Row icon="mine" href="/my-phone/only-here">
            <b>{later.onlyHere.row}</b>
            <span class="hint">{text.onlyHere}</span>
          </Row>
        </ul>
      </Section>
    </Page>
  );
}

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Api } from "../api/api.ts";
import type { AccessLogReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row } from "../ui/pieces.tsx";

const text = later.myPhone;

/** Everyone and everything: asked of the server each time, and kept nowhere on the phone. */
export function AccessLogPage({ api }: { api: Api }): VNode {
  const [log, setLog] = useState<AccessLogReply | null>(null);
  const [busy, setBusy] = useState(true);
  const [failed, setFailed] = useState(false);

  const load = (): void => {
    setBusy(true);
    setFailed(false);
    api
      .accessLog(log?.sentences.at(-1)?.n)
      .then(
        (reply) => {
          setLog({ sentences: [...(log?.sentences ?? []), ...reply.sentences], more: reply.more });
        },
        () => {
          setFailed(true);
        },
      )
      .finally(() => {
        setBusy(false);
      });
  };
  useEffect(load, [api]);

  return (
    <Page title={text.logTitle} back={{ href: "/my-phone", name: t.myPhone }}>
      {log === null || log.sentences.length > 0 ? null : <p>{text.logNone}</p>}
      {log === null || log.sentences.length === 0 ? null : (
        <ul class="rows">
          {log.sentences.map(({ n, text: sentence }) => (
            <Row key={n}>{sentence}</Row>
          ))}
        </ul>
      )}
      {busy ? <p role="status">{text.logLoading}</p> : null}
      {failed ? (
        <Note icon="info" tone="grey" title={t.state.unreachable} role="status">
          <p>{text.whoAllOffline}</p>
          <Act small onPress={load}>
            {t.tryNow}
          </Act>
        </Note>
      ) : null}
      {log?.more === true && !busy && !failed ? <Act onPress={load}>{text.whoMore}</Act> : null}
    </Page>
  );
}

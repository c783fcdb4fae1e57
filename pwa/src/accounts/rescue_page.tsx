import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { handOver } from "../ui/hand_over.ts";
import type { Described } from "../ui/kind.ts";
import { Page } from "../ui/page.tsx";
import { Act, Note, Row, Section, Wrong } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import { Rich } from "../ui/rich.tsx";
import { rescueFile } from "./rescue.ts";
import { unsent, unsentOf } from "./unsent.ts";

const text = later.rescue;

interface RescueProps {
  store: Store;
  today: string;
  describe: (entry: SavedEntry) => Described;
}

/** What cannot be sent, for a long time or ever, as a file for its author. The phone goes on trying all the same. */
export function RescuePage({ store, today, describe }: RescueProps): VNode {
  const status = store.status.value;
  const all = unsentOf(status);
  const entries = unsent(store.entries.value);
  const wordless = all - new Set(entries.map(({ id }) => id)).size;
  const back = { href: "/my-phone", name: t.myPhone };
  const onlyHere = store.entries.value.some(({ state }) => state === "only_here");
  if (all === 0) return <Page title={text.none} lede={text.noneLede} back={back} />;
  // While the older are being opened, a copy of half of it would look like one of all.
  if (!store.complete.value) return <Page title={t.loading} back={back} />;
  return (
    <Page title={text.title} lede={text.lede(all)} back={back}>
      {entries.length === 0 ? null : <Save {...{ entries, describe }} />}
      {entries.length === 0 ? null : (
        <Section title={text.inIt} id="in-it">
          <ul class="rows">
            {entries.map((entry) => (
              <Row key={entry.id} href={`/history/${entry.id}`}>
                <b dir="auto">{describe(entry).title}</b>
                <Proof entry={entry} today={today} />
              </Row>
            ))}
          </ul>
        </Section>
      )}
      {wordless > 0 ? <p class="hint">{text.wordless(wordless)}</p> : null}
      {status.unreadable > 0 ? <p class="hint">{text.unreadable(status.unreadable)}</p> : null}
      {onlyHere ? (
        <p class="hint">
          <Rich text={text.onlyHere} wrap={(piece) => <a href="/my-phone/only-here">{piece}</a>} />
        </p>
      ) : null}
    </Page>
  );
}

type Given = Pick<RescueProps, "describe"> & { entries: readonly SavedEntry[] };

function Save({ entries, describe }: Given): VNode {
  const [done, setDone] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const name = `unsent-${dateOf(now().toISOString())}.html`;
  const made = (): File => new File([rescueFile({ entries, describe, now: now() })], name, { type: "text/html" });
  const save = (): void => {
    setFailed(false);
    try {
      handOver(name, made());
      setDone(text.saved(name));
    } catch {
      setFailed(true);
    }
  };
  return (
    <Note icon="eye" tone="ask" title={text.open}>
      <p>{text.openText}</p>
      {failed ? <Wrong id="save-wrong">{text.failed}</Wrong> : null}
      <div class="acts">
        <Act look="main" onPress={save}>
          {text.save}
        </Act>
        {canShare() ? (
          <Act
            onPress={() => {
              // Turned down, or no app takes it: it can still be saved.
              navigator.share({ files: [made()] }).catch(() => undefined);
            }}
          >
            {text.share}
          </Act>
        ) : null}
      </div>
      <p role="status">{done}</p>
    </Note>
  );
}

/** Whether this browser can hand a file of this type to another app. */
function canShare(): boolean {
  const { canShare: can } = navigator as Partial<Pick<Navigator, "canShare">>;
  return can?.call(navigator, { files: [new File([""], "unsent.html", { type: "text/html" })] }) ?? false;
}

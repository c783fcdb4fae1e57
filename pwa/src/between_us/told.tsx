import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed, AgreedText } from "../api/wire.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { dayPlain } from "../i18n/dates.ts";
import type { Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { Act, Kept, Section } from "../ui/pieces.tsx";
import { read, type Read } from "./read.ts";
import { lastAsked, type Told } from "./question.ts";
import { Paragraphs } from "./texts.tsx";

interface ToldProps {
  store: Store;
  agreed: Agreed;
  today: string;
  about: Told;
  text: AgreedText;
  /** Nothing is written before it was agreed to. */
  mayAsk: boolean;
}

/** A text of the practice: whether it changed since it was read, and what was asked about it. */
export function ToldSection(props: ToldProps): VNode {
  const { store, agreed, about, text } = props;
  const [state, setState] = useState<Read>(() => read(store, about, text.version));
  const onRead = (): void => {
    void store.keepSetting(`${about}_read`, text.version).then(() => {
      setState("read");
    });
  };
  return (
    <Section title={text.title} id={`told-${about}`}>
      <div class="card letter">
        <p class="tag">{t.between.inWords(agreed.practice.name)}</p>
        <Paragraphs text={text} />
        {state === "read" ? <Kept as="safe">{t.between.read}</Kept> : null}
        {state === "changed" ? <p class="hint">{t.between.readChanged}</p> : null}
        {state === "read" ? null : (
          <Act small onPress={onRead}>
            {t.between.readNow}
          </Act>
        )}
      </div>
      <Asking {...props} />
    </Section>
  );
}

/** *Ask about this*, and what became of the last question. */
export function Asking({ store, agreed, today, about, mayAsk }: Omit<ToldProps, "text">): VNode | null {
  const asked = lastAsked(store.entries.value, about);
  if (!mayAsk && asked === null) return null;
  return (
    <>
      {asked === null ? null : (
        <p class="hint">
          <a href={`/history/${asked.id}`}>{saidOf(asked, agreed, today)}</a>
        </p>
      )}
      {mayAsk ? (
        <p>
          <a class="btn small" href={`/between-us/${about}`}>
            {t.between.ask}
          </a>
        </p>
      ) : null}
    </>
  );
}

function saidOf(asked: SavedEntry, agreed: Agreed, today: string): string {
  const day = dayPlain(asked.local_date, today);
  const name = callName(agreed.therapist.name);
  const talked = agreed.receipts.some(({ entry, talked_at }) => entry === asked.id && talked_at !== null);
  return talked ? t.between.askedTalked(day) : t.between.askedOn[asked.share](day, name);
}

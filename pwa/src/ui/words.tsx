import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { Kept, Wrong } from "./pieces.tsx";

interface WordsFieldProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  limit: number;
  /** True once the draft is on the disk. */
  kept?: boolean;
  keptText?: string;
  /** What is wrong besides its length. */
  wrong?: string | null;
  onInput: (value: string) => void;
}

/** Characters as the server counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;

const NEAR = 300;

/** A person's own words. The limit is seen before it is met, and nothing is cut off. */
export function WordsField(props: WordsFieldProps): VNode {
  const { id, label, hint, value, limit, kept = false, keptText, wrong = null, onInput } = props;
  const room = limit - lengthOf(value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        class="words"
        id={id}
        dir="auto"
        autocomplete="off"
        value={value}
        aria-describedby={hint === undefined ? `${id}-room` : `${id}-hint ${id}-room`}
        aria-invalid={room < 0 || wrong !== null ? "true" : undefined}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
      <div id={`${id}-room`}>
        {room < 0 || wrong !== null ? (
          <Wrong id={`${id}-wrong`}>{room < 0 ? t.tooLong(-room) : wrong}</Wrong>
        ) : room <= NEAR ? (
          <p class="hint">{t.lettersLeft(room)}</p>
        ) : null}
      </div>
      {kept && value !== "" ? (
        <p>
          <Kept as="here">{keptText}</Kept>
        </p>
      ) : null}
    </div>
  );
}

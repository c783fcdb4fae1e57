import type { VNode } from "preact";
import { Wrong } from "../ui/pieces.tsx";

interface CodeFieldProps {
  code: string;
  label: string;
  hint: string;
  /** Why the code that was typed did not do. */
  wrong: string | null;
  onInput: (code: string) => void;
}

/** Eight characters that were read out or shown: typed as capitals, with or without a dash. */
export function CodeField({ code, label, hint, wrong, onInput }: CodeFieldProps): VNode {
  return (
    <div class="field">
      <label for="code">{label}</label>
      <p class="hint" id="code-hint">
        {hint}
      </p>
      {wrong === null ? null : <Wrong id="code-wrong">{wrong}</Wrong>}
      <input
        class="input code"
        id="code"
        dir="ltr"
        autocomplete="one-time-code"
        autocapitalize="characters"
        spellcheck={false}
        maxLength={12}
        value={code}
        aria-describedby={wrong === null ? "code-hint" : "code-wrong code-hint"}
        aria-invalid={wrong === null ? undefined : "true"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
    </div>
  );
}

import type { VNode } from "preact";
import { Wrong } from "../ui/pieces.tsx";
import { PIN_MAX } from "./weak.ts";

interface PinFieldProps {
  id: string;
  label: string;
  hint?: string;
  wrong: string | null;
  value: string;
  onInput: (pin: string) => void;
}

export function PinField({ id, label, hint, wrong, value, onInput }: PinFieldProps): VNode {
  const described = [wrong === null ? "" : `${id}-wrong`, hint === undefined ? "" : `${id}-hint`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong === null ? null : <Wrong id={`${id}-wrong`}>{wrong}</Wrong>}
      <input
        class="input pin"
        id={id}
        type="password"
        inputMode="numeric"
        autocomplete="off"
        maxLength={PIN_MAX}
        value={value}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={wrong === null ? undefined : "true"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
    </div>
  );
}

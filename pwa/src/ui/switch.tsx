import type { ComponentChildren, VNode } from "preact";

interface SwitchProps {
  name: string;
  on: boolean;
  busy?: boolean;
  onChange: (on: boolean) => void;
  children: ComponentChildren;
}

/** A line that is on or off. It takes effect at once. */
export function Switch({ name, on, busy = false, onChange, children }: SwitchProps): VNode {
  return (
    <label class="row on-off">
      <span>{children}</span>
      <input
        class="switch"
        type="checkbox"
        role="switch"
        name={name}
        checked={on}
        aria-disabled={busy ? "true" : undefined}
        onClick={(event) => {
          if (busy) event.preventDefault();
        }}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
    </label>
  );
}

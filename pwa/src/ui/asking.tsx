import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { Icon } from "./icons.tsx";
import { Wrong } from "./pieces.tsx";

export interface Choice<T extends string> {
  value: T;
  label: string;
}

interface OneOfProps<T extends string> {
  name: string;
  legend: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onChoose: (value: T) => void;
  look: "seg" | "chips";
  wrong?: string | null;
  hint?: string;
  children?: ComponentChildren;
}

/** One of a few: native radios, none chosen unless the person did. */
export function OneOf<T extends string>(props: OneOfProps<T>): VNode {
  const { name, legend, choices, value, onChoose, look, wrong = null, hint, children } = props;
  const wrongId = `${name}-wrong`;
  return (
    <fieldset class="ask-block" aria-describedby={wrong === null ? undefined : wrongId}>
      <legend>{legend}</legend>
      {wrong === null ? null : <Wrong id={wrongId}>{wrong}</Wrong>}
      <div class={look}>
        {choices.map((choice) => (
          <label key={choice.value} class={choice.value === value ? "chip on" : "chip"}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              aria-invalid={wrong === null ? undefined : "true"}
              onChange={() => {
                onChoose(choice.value);
              }}
            />
            {choice.value === value ? <Icon name="check" small /> : null}
            {choice.label}
          </label>
        ))}
      </div>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  );
}

interface SomeOfProps<T extends string> {
  name: string;
  legend: string;
  hint?: string;
  choices: readonly Choice<T>[];
  values: readonly T[];
  onChange: (values: T[]) => void;
}

/** Several of a list: native boxes. */
export function SomeOf<T extends string>({ name, legend, hint, choices, values, onChange }: SomeOfProps<T>): VNode {
  const toggle = (value: T): void => {
    // Always in the order of the list, whatever the order of tapping.
    onChange(
      choices
        .map((choice) => choice.value)
        .filter((one) => (one === value ? !values.includes(one) : values.includes(one))),
    );
  };
  return (
    <fieldset class="ask-block">
      <legend>{legend}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      <div class="chips">
        {choices.map(({ value, label }) => (
          <label key={value} class={values.includes(value) ? "chip on" : "chip"}>
            <input
              type="checkbox"
              name={name}
              checked={values.includes(value)}
              onChange={() => {
                toggle(value);
              }}
            />
            {values.includes(value) ? <Icon name="check" small /> : null}
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface TickProps {
  label: string;
  hint: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

/** One thing that is so, or is not said. */
export function Tick({ label, hint, value, onChange }: TickProps): VNode {
  return (
    <label class="opt">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
      <b>{label}</b>
      <span class="hint">{hint}</span>
    </label>
  );
}

export interface ScaleWords {
  ask: string;
  /** At 0, in the middle and at 10. */
  ends: readonly string[];
  /** One for each of 0 to 10; without them only `ends` are said. */
  words?: readonly string[];
}

/** "7 of 10: most"; the number alone where it has no word. */
export function ofTen(n: number, { words, ends }: Pick<ScaleWords, "words" | "ends">): string {
  const word = words === undefined ? (n % 5 === 0 ? ends[n / 5] : undefined) : words[n];
  return word === undefined ? t.ofTenPlain(n) : t.ofTen(n, word);
}

interface ScaleProps {
  name: string;
  text: ScaleWords;
  value: number | null;
  onChange: (value: number | null) => void;
}

const NUMBERS = Array.from({ length: 11 }, (_, n) => n);

/** 0 to 10, never preset. "Not answered" is a state of its own, and can be had again. */
export function Scale({ name, text, value, onChange }: ScaleProps): VNode {
  const first = useRef<HTMLInputElement>(null);
  const say = (n: number): string => ofTen(n, text);
  return (
    <fieldset class="scale">
      <legend>{text.ask}</legend>
      <p class={value === null ? "state nil" : "state on"}>{value === null ? t.notAnswered : say(value)}</p>
      <div class="pips">
        {NUMBERS.map((n) => (
          <label key={n} class="pip">
            <input
              ref={n === 0 ? first : null}
              type="radio"
              name={name}
              checked={value === n}
              aria-label={say(n)}
              onChange={() => {
                onChange(n);
              }}
            />
            <b aria-hidden="true">{n}</b>
          </label>
        ))}
        {value === null ? null : (
          <button
            class="clear"
            type="button"
            aria-label={`${t.clearAnswer}: ${text.ask}`}
            onClick={() => {
              onChange(null);
              // The button goes away; without this the keyboard would start again at the top of the page.
              first.current?.focus();
            }}
          >
            {t.clear}
          </button>
        )}
      </div>
      <ul class="ends">
        {[0, 5, 10].map((n, at) => (
          <li key={n}>
            <b>{n}</b> {text.ends[at]}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

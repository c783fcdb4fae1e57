import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { Icon } from "./icons.tsx";
import { Wrong } from "./pieces.tsx";

export interface Choice<T extends string> {
  value: T;
  label: string;
  /** True where a person wrote the label. */
  own?: boolean;
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
            {choice.own === true ? <span dir="auto">{choice.label}</span> : choice.label}
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

export interface Option<T extends string> extends Choice<T> {
  hint?: string;
}

type PickProps<T extends string> = Pick<OneOfProps<T>, "name" | "legend" | "value" | "wrong" | "hint" | "onChoose"> & {
  options: readonly Option<T>[];
};

/** One of a few that need a line each. */
export function OneLine<T extends string>({ name, legend, options, value, wrong = null, hint, onChoose }: PickProps<T>): VNode {
  const wrongId = `${name}-wrong`;
  return (
    <fieldset class="pick" aria-describedby={wrong === null ? undefined : wrongId}>
      <legend>{legend}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {wrong === null ? null : <Wrong id={wrongId}>{wrong}</Wrong>}
      {options.map((option) => (
        <label key={option.value} class={option.value === value ? "opt on" : "opt"}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            aria-invalid={wrong === null ? undefined : "true"}
            onChange={() => {
              onChoose(option.value);
            }}
          />
          {option.own === true ? (
            <span class="words" dir="auto">
              {option.label}
            </span>
          ) : (
            <b>{option.label}</b>
          )}
          {option.hint === undefined ? null : <span class="hint">{option.hint}</span>}
        </label>
      ))}
    </fieldset>
  );
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
  /** At the first point, in the middle and at the last. */
  ends: readonly string[];
  /** One for each of the eleven points; without them only `ends` are said. */
  words?: readonly string[];
}

type Said = Pick<ScaleWords, "words" | "ends">;

const wordAt = (point: number, { words, ends }: Said): string | undefined =>
  words === undefined ? (point % 5 === 0 ? ends[point / 5] : undefined) : words[point];

/** "7 of 10: most"; the number alone where it has no word. */
export function ofTen(n: number, text: Said): string {
  const word = wordAt(n, text);
  return word === undefined ? t.ofTenPlain(n) : t.ofTen(n, word);
}

/** "70 in 100: likely" */
export function ofHundred(n: number, text: Said): string {
  const word = wordAt(Math.round(n / 10), text);
  return word === undefined ? t.ofHundredPlain(n) : t.ofHundred(n, word);
}

interface ScaleProps {
  name: string;
  text: ScaleWords;
  value: number | null;
  /** 0 to 10 in steps of 1, or 0 to 100 in steps of 10. */
  step?: 1 | 10;
  onChange: (value: number | null) => void;
}

const POINTS = Array.from({ length: 11 }, (_, n) => n);

/** Eleven points, never preset. "Not answered" is a state of its own, and can be had again. */
export function Scale({ name, text, value, step = 1, onChange }: ScaleProps): VNode {
  const first = useRef<HTMLInputElement>(null);
  const say = (n: number): string => (step === 1 ? ofTen : ofHundred)(n, text);
  return (
    <fieldset class="scale">
      <legend>{text.ask}</legend>
      <p class={value === null ? "state nil" : "state on"}>{value === null ? t.notAnswered : say(value)}</p>
      <div class="pips">
        {POINTS.map((at) => at * step).map((n) => (
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
        {text.ends.map((end, at) => (
          <li key={end}>
            <b>{at * 5 * step}</b> {end}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

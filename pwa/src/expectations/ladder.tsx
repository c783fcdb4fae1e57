import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { passageWrong, Passage } from "./form.tsx";
import { LEVELS, RUNGS, type Level, type Rung } from "./levels.ts";

const text = t.expectations;

export type Rungs = Record<Rung, string>;

interface LadderProps {
  /** The middle one, written above. */
  words: string;
  rungs: Rungs;
  start: Level;
  onRungs: (rungs: Rungs) => void;
  onStart: (start: Level) => void;
}

/** More and less than expected, in the person's own words, and where they stand today. All of it may stay empty. */
export function Ladder({ words, rungs, start, onRungs, onStart }: LadderProps): VNode {
  const [open, setOpen] = useState(false);
  const filled = Object.values(rungs).some((rung) => rung !== "");
  return (
    <details
      class="more"
      open={open || filled}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>{text.ladder}</summary>
      <fieldset class="in ladder">
        <legend class="hint">{text.ladderHint}</legend>
        {LEVELS.map((level) => (
          <div key={level} class={level === "0" ? "rung mid" : "rung"}>
            {level === "0" ? (
              <div class="field">
                <b>{text.levels[level]}</b>
                <p class="words" dir="auto">
                  {words.trim() === "" ? text.words : words}
                </p>
              </div>
            ) : (
              <Passage
                id={RUNGS[level]}
                label={text.levels[level]}
                value={rungs[RUNGS[level]]}
                wrong={passageWrong(rungs[RUNGS[level]])}
                onInput={(typed) => {
                  onRungs({ ...rungs, [RUNGS[level]]: typed });
                }}
              />
            )}
            <label class="start">
              <input
                type="radio"
                name="start"
                checked={level === start}
                aria-label={text.startOf(text.levels[level])}
                onChange={() => {
                  onStart(level);
                }}
              />
              <span aria-hidden="true">{text.start}</span>
            </label>
          </div>
        ))}
      </fieldset>
    </details>
  );
}

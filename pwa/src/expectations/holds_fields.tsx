import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { Scale } from "../ui/asking.tsx";
import { ByDay } from "./by_day.tsx";
import { Passage, putting } from "./form.tsx";
import type { Standing } from "./rules.ts";

const text = t.expectations;

interface HoldsProps {
  today: string;
  /** The day it is, or was, written. */
  set: string;
  value: Standing;
  wrongs: Record<string, string | null>;
  /** Below what is asked of the words. */
  hint?: string;
  onChange: (part: Partial<Standing>) => void;
}

/** What holds of an expectation: by when, in words, and how likely. */
export function HoldsFields({ today, set, value, wrongs, hint, onChange }: HoldsProps): VNode {
  const put = putting(onChange);
  return (
    <>
      <ByDay
        {...{ today, set }}
        value={value.by}
        wrong={wrongs["by"] ?? null}
        onChange={put("by")}
      />
      <Passage
        id="words"
        label={text.words}
        {...(hint === undefined ? {} : { hint })}
        value={value.words}
        wrong={wrongs["words"] ?? null}
        onInput={put("words")}
      />
      <Scale
        name="likelihood"
        text={text.likelihood}
        step={10}
        value={value.likelihood}
        onChange={put("likelihood")}
      />
    </>
  );
}

import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import type { Line } from "./kind.ts";
import { Words } from "./pieces.tsx";

interface FactsProps {
  lines: readonly Line[];
  /** Names above their values, for values of many words; then without quotation marks. */
  tall?: boolean;
}

export function Facts({ lines, tall = false }: FactsProps): VNode | null {
  if (lines.length === 0) return null;
  return (
    <dl class={tall ? "facts tall" : "facts"}>
      {lines.map(({ name, value, own = false }) => (
        <>
          <dt>{name}</dt>
          {value === null ? (
            <dd class="nil">{t.notAnswered}</dd>
          ) : (
            <dd dir={own ? "auto" : undefined} class={own && tall ? "words" : undefined}>
              {own && !tall ? <Words>{value}</Words> : value}
            </dd>
          )}
        </>
      ))}
    </dl>
  );
}

import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import type { Line } from "./kind.ts";
import { Words } from "./pieces.tsx";

export function Facts({ lines }: { lines: readonly Line[] }): VNode | null {
  if (lines.length === 0) return null;
  return (
    <dl class="facts">
      {lines.map(({ name, value, own = false }) => (
        <>
          <dt>{name}</dt>
          {value === null ? (
            <dd class="nil">{t.notAnswered}</dd>
          ) : (
            <dd dir={own ? "auto" : undefined}>{own ? <Words>{value}</Words> : value}</dd>
          )}
        </>
      ))}
    </dl>
  );
}

import type { VNode } from "preact";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { Row, Section } from "../ui/pieces.tsx";
import { unsentOf } from "./unsent.ts";

const text = later.myPhone;

/** What a person can take away from here: each of the places where their words lie has a copy of its own. */
export function MyCopies({ store }: { store: Store }): VNode {
  const count = unsentOf(store.status.value);
  return (
    <Section title={text.copies} id="copies">
      <ul class="rows">
        <Row icon="history" href="/my-phone/export">
          <b>{later.exported.row}</b>
          <span class="hint">{later.exported.rowHint}</span>
        </Row>
        {count === 0 ? null : (
          <Row icon="here" href="/my-phone/rescue">
            <b>{later.rescue.row}</b>
            <span class="hint">{text.copiesUnsent(count)}</span>
          </Row>
        )}
        <Row icon="mine" href="/my-phone/only-here">
          <b>{later.onlyHere.row}</b>
          <span class="hint">{text.copiesOnlyHere}</span>
        </Row>
      </ul>
    </Section>
  );
}

import type { VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import { dayName } from "../i18n/dates.ts";
import { Page } from "../ui/page.tsx";
import { Row } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";
import { LIST, NotHere, type FormProps } from "./form.tsx";
import { found } from "./found.ts";
import { ReviewPage } from "./review_page.tsx";
import { Wrote } from "./wrote.tsx";

const text = t.expectations;

/** One expectation: from its day on, or when asked for, what happened; before, how it stands. */
export function OnePage({ id, asked, ...props }: FormProps & { id: string; asked: boolean }): VNode {
  const one = found(props.store.entries.value).expectations.find(({ entry }) => entry.id === id);
  if (one === undefined) return <NotHere store={props.store} />;
  if (asked || one.review !== null || one.holds.by <= props.today) return <ReviewPage {...props} one={one} />;
  const path = `/expectations/${id}`;
  return (
    <Page title={text.title} lede={text.oneLede(dayName(one.holds.by, props.today))} back={LIST}>
      <Wrote one={one} today={props.today} />
      <p>
        <Proof entry={one.entry} today={props.today} />
      </p>
      <ul class="rows">
        <Row icon="eye" href={`${path}/look`}>
          {text.lookAgain}
        </Row>
        <Row icon="check" href={`${path}/review`}>
          {text.sayEarly}
        </Row>
        <Row icon="pen" href={`/expectations/new?entry=${id}`}>
          {text.fix}
        </Row>
      </ul>
    </Page>
  );
}

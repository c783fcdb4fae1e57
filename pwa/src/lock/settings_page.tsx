import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import type { Store } from "../store/types.ts";
import { OneOf } from "../ui/asking.tsx";
import { Page } from "../ui/page.tsx";
import { Row, Section } from "../ui/pieces.tsx";
import { AFTER, keepLockAfter, lockAfter } from "./after.ts";
import { Finger } from "./finger.tsx";
import { ChangePin, RemovePin, SetPin } from "./pin_forms.tsx";

const text = later.lock;

/** The app's own lock: set, changed, taken away. */
export function LockSettingsPage({ store }: { store: Store }): VNode {
  const back = { href: "/my-phone", name: t.myPhone };
  if (!store.lock.on.value) {
    return (
      <Page key="off" title={text.setTitle} lede={text.setLede} back={back}>
        <Worth />
        <SetPin lock={store.lock} />
      </Page>
    );
  }
  return (
    <Page key="on" title={text.onTitle} back={back}>
      <ul class="rows">
        <Row icon="lock" onClick={store.lock.now}>
          {text.now}
        </Row>
      </ul>
      <When store={store} />
      <Finger client={store.client} />
      <ChangePin lock={store.lock} />
      <RemovePin lock={store.lock} />
      <Worth />
    </Page>
  );
}

function Worth(): VNode {
  return (
    <Section title={text.worth} id="worth">
      <ul class="rows">
        <Row icon="lock">
          <b>{text.worthHolds}</b>
          <span class="hint">{text.worthHoldsText}</span>
        </Row>
        <Row icon="info">
          <b>{text.worthCopied}</b>
          <span class="hint">{text.worthCopiedText}</span>
        </Row>
        <Row icon="warn">
          <b>{text.worthForgot}</b>
          <span class="hint">{text.worthForgotText}</span>
        </Row>
        <Row icon="phone">
          <b>{text.worthLost}</b>
          <span class="hint">{text.worthLostText}</span>
        </Row>
      </ul>
    </Section>
  );
}

const choices = AFTER.map((minutes) => ({ value: String(minutes), label: text.after[minutes] }));

function When({ store }: { store: Store }): VNode {
  const [shown, setShown] = useState(String(lockAfter(store)));
  return (
    <OneOf
      name="after"
      legend={text.when}
      look="chips"
      choices={choices}
      value={shown}
      hint={text.whenHint}
      onChoose={(value) => {
        setShown(value);
        const minutes = AFTER.find((one) => String(one) === value) ?? lockAfter(store);
        // Kept in vain only on a full phone: then the choice before stands, and shows.
        keepLockAfter(store, minutes).catch(() => {
          setShown(shown);
        });
      }}
    />
  );
}

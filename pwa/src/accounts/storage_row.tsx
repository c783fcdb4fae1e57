import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { later } from "../i18n/later.ts";
import { askToKeep, isKept } from "../store/promise.ts";
import { Act, Row } from "../ui/pieces.tsx";

const text = later.myPhone;

/** What the phone answers when it is asked to keep the app's storage. */
export function StorageRow(): VNode {
  const [kept, setKept] = useState<boolean | null>(null);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void isKept().then(setKept);
  }, []);
  const ask = (): void => {
    void askToKeep().then((answer) => {
      setKept(answer);
      setAsked(true);
    });
  };
  const said = kept === null ? text.storageUnknown : kept ? text.storageKept : asked ? text.storageRefused : text.storageMaybe;
  return (
    <Row icon="info">
      <b>{text.storage}</b>
      <span class="hint" role="status">
        {said}
      </span>
      {kept === false && !asked ? (
        <Act small onPress={ask}>
          {text.storageAsk}
        </Act>
      ) : null}
    </Row>
  );
}

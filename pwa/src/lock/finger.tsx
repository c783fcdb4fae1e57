import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { later } from "../i18n/later.ts";
import { addFinger, fingerOf, type FingerSecret, removeFinger } from "../store/finger.ts";
import { Act, Section } from "../ui/pieces.tsx";
import { Form } from "./pin_forms.tsx";
import { PinField } from "./pin_field.tsx";
import { hasSensor, newSecret } from "./sensor.ts";

const text = later.lock;

/** Fingerprint or face beside the PIN, where the phone has it: off until asked for. */
export function Finger({ client }: { client: string }): VNode | null {
  const [on, setOn] = useState<boolean | null>(null);
  const [pin, setPin] = useState("");
  const made = useRef<FingerSecret | null>(null);
  useEffect(() => {
    Promise.all([fingerOf(client), hasSensor()]).then(
      ([finger, sensor]) => {
        setOn(finger !== null || sensor ? finger !== null : null);
      },
      () => undefined,
    );
  }, [client]);
  if (on === null) return null;
  const add = async (): Promise<void> => {
    // The sensor first: some browsers ask for it only right after the tap.
    made.current ??= await newSecret();
    await addFinger(client, pin, made.current);
    setPin("");
    setOn(true);
  };
  const remove = (): void => {
    removeFinger(client).then(
      () => {
        made.current = null;
        setOn(false);
      },
      () => undefined,
    );
  };
  return (
    <Section title={text.fingerTitle} id="finger" hint={on ? text.fingerOn : text.fingerOff}>
      {on ? (
        <Act onPress={remove}>{text.fingerRemove}</Act>
      ) : (
        <Form act={text.finger} acting={text.setting} id="finger-pin" check={() => null} onSubmit={add}>
          {(wrong) => <PinField id="finger-pin" label={text.present} wrong={wrong} value={pin} onInput={setPin} />}
        </Form>
      )}
    </Section>
  );
}

import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { later } from "../i18n/later.ts";
import type { PhoneLock } from "../store/types.ts";
import { Act, Section } from "../ui/pieces.tsx";
import { PinField } from "./pin_field.tsx";
import { saidOf } from "./said.ts";
import { weakness } from "./weak.ts";

const text = later.lock;

interface Lock {
  lock: PhoneLock;
}

export function SetPin({ lock }: Lock): VNode {
  const next = useNewPin();
  return (
    <Section title={text.choose} id="choose">
      <Form main act={text.set} acting={text.setting} id="set" check={next.check} onSubmit={() => lock.setPin(next.pin)}>
        {(failed) => <NewPin {...next} id="new" wrong={{ ...next.wrong, pin: failed ?? next.wrong.pin }} />}
      </Form>
    </Section>
  );
}

export function ChangePin({ lock }: Lock): VNode {
  const [present, setPresent] = useState("");
  const next = useNewPin();
  const [done, setDone] = useState(false);
  const change = async (): Promise<void> => {
    await lock.changePin(present, next.pin);
    setPresent("");
    next.clear();
    setDone(true);
  };
  return (
    <Fold title={text.change}>
      <Form act={text.change} acting={text.setting} id="present" check={next.check} onSubmit={change}>
        {(wrong) => (
          <>
            <PinField id="present" label={text.present} wrong={wrong} value={present} onInput={setPresent} />
            <NewPin {...next} id="next" />
          </>
        )}
      </Form>
      <p role="status">{done ? text.changed : null}</p>
    </Fold>
  );
}

export function RemovePin({ lock }: Lock): VNode {
  const [present, setPresent] = useState("");
  return (
    <Fold title={text.remove}>
      <p>{text.removeText}</p>
      <Form act={text.remove} acting={text.unlocking} id="removed" check={() => null} onSubmit={() => lock.removePin(present)}>
        {(wrong) => <PinField id="removed" label={text.present} wrong={wrong} value={present} onInput={setPresent} />}
      </Form>
    </Fold>
  );
}

function Fold({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <details class="more">
      <summary>{title}</summary>
      <div class="in">{children}</div>
    </details>
  );
}

interface NewPinState {
  pin: string;
  again: string;
  wrong: { pin: string | null; again: string | null };
  setPin: (pin: string) => void;
  setAgain: (pin: string) => void;
  /** Which of the two has to be looked at again; null: neither. */
  check: () => "" | "-again" | null;
  clear: () => void;
}

function useNewPin(): NewPinState {
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const weak = weakness(pin);
  return {
    pin,
    again,
    setPin,
    setAgain,
    wrong: {
      pin: tried && weak !== null ? text.weak[weak] : null,
      again: tried && weak === null && again !== pin ? text.otherAgain : null,
    },
    check: () => {
      setTried(true);
      return weak !== null ? "" : again !== pin ? "-again" : null;
    },
    clear: () => {
      setPin("");
      setAgain("");
      setTried(false);
    },
  };
}

function NewPin({ id, pin, again, wrong, setPin, setAgain }: NewPinState & { id: string }): VNode {
  return (
    <>
      <PinField id={id} label={text.newPin} hint={text.newHint} wrong={wrong.pin} value={pin} onInput={setPin} />
      <PinField id={`${id}-again`} label={text.again} wrong={wrong.again} value={again} onInput={setAgain} />
    </>
  );
}

interface FormProps {
  /** It is what the page is for. */
  main?: boolean;
  act: string;
  acting: string;
  /** The field that a failure is about. */
  id: string;
  check: NewPinState["check"];
  onSubmit: () => Promise<void>;
  /** `failed` is what went wrong. */
  children: (failed: string | null) => ComponentChildren;
}

/** A form that asks for a PIN, and says what is wrong with it. */
export function Form({ main = false, act, acting, id, check, onSubmit, children }: FormProps): VNode {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const submit = (form: HTMLFormElement): void => {
    const again = check();
    setFailed(null);
    if (busy) return;
    if (again !== null) {
      form.querySelector<HTMLInputElement>(again === "" ? "[id=new], [id=next]" : "[id$=-again]")?.focus();
      return;
    }
    setBusy(true);
    onSubmit()
      .catch((error: unknown) => {
        setFailed(saidOf(error));
        document.getElementById(id)?.focus();
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <form
      class="sec"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(event.currentTarget);
      }}
    >
      {children(failed)}
      <Act submit {...(main ? { look: "main" as const, wide: true } : {})} busy={busy} onPress={() => undefined}>
        {busy ? acting : act}
      </Act>
    </form>
  );
}

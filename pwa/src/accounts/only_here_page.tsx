import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { now } from "../clock/clock.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf } from "../i18n/dates.ts";
import { later } from "../i18n/later.ts";
import { openFile, PASSPHRASE_MIN, sealFile, tidyPassphrase } from "../private/file.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import { handOver } from "../ui/hand_over.ts";
import { Page } from "../ui/page.tsx";
import { Act, Section, Wrong } from "../ui/pieces.tsx";

const text = later.onlyHere;
const said: Record<string, unknown> = text;

/** What is only here dies with the phone: a copy that its author keeps, and the way back. */
export function OnlyHerePage({ store }: { store: Store }): VNode {
  const here = store.entries.value.filter(({ state }) => state === "only_here");
  return (
    <Page title={text.title} lede={text.count(here.length)} back={{ href: "/my-phone", name: t.myPhone }}>
      {/* While the older are being opened, a copy of half of it would look like one of all. */}
      {here.length === 0 || !store.complete.value ? null : <TakeCopy here={here} />}
      <ReadBack store={store} />
    </Page>
  );
}

function TakeCopy({ here }: { here: readonly SavedEntry[] }): VNode {
  const [pass, setPass] = useState("");
  const [again, setAgain] = useState("");
  const { tried, busy, done, failed, run } = useWork();
  const short = tidyPassphrase(pass).length < PASSPHRASE_MIN;
  const wrong = { pass: tried && short ? text.passShort : null, again: tried && !short && again !== pass ? text.againOther : null };
  const save = async (): Promise<string> => {
    const name = `copy-${dateOf(now().toISOString())}.tloh`;
    handOver(name, new Blob([await sealFile(here, pass)]));
    setPass("");
    setAgain("");
    return text.saved(name);
  };
  return (
    <Section title={text.copy} id="copy" hint={text.copyHint}>
      <Form
        onSubmit={() => {
          run(short ? "pass" : again !== pass ? "again" : null, save);
        }}
      >
        <Secret id="pass" label={text.pass} hint={text.passHint} wrong={wrong.pass} value={pass} onInput={setPass} />
        <Secret id="again" label={text.again} wrong={wrong.again} value={again} onInput={setAgain} />
        <Outcome {...{ done, failed, busy }} id="copy-wrong" act={text.save} />
      </Form>
    </Section>
  );
}

function ReadBack({ store }: { store: Store }): VNode {
  const [file, setFile] = useState<File | null>(null);
  const [pass, setPass] = useState("");
  const { tried, busy, done, failed, run } = useWork();
  const wrong = tried && file === null ? text.fileNone : null;
  const read = async (chosen: File): Promise<string> => {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const { added, gone } = await store.addHere(await openFile(bytes, pass));
    setPass("");
    return [text.added(added, gone), text.gone(gone)].join(" ").trim();
  };
  return (
    <Section title={text.read} id="read">
      <Form
        onSubmit={() => {
          if (file === null) run("file", () => Promise.resolve(""));
          else run(null, () => read(file));
        }}
      >
        <Field id="file" label={text.file} wrong={wrong}>
          <input
            class="input"
            id="file"
            type="file"
            aria-describedby={wrong === null ? undefined : "file-wrong"}
            aria-invalid={wrong === null ? undefined : "true"}
            onChange={(event) => {
              setFile(event.currentTarget.files?.[0] ?? null);
            }}
          />
        </Field>
        <Secret id="pass-of" label={text.passOf} wrong={null} value={pass} onInput={setPass} />
        <Outcome {...{ done, failed, busy }} id="read-wrong" act={text.readYes} />
      </Form>
    </Section>
  );
}

interface Work {
  tried: boolean;
  busy: boolean;
  done: string | null;
  failed: string | null;
  /** `wrong` is the id of the field in which something is missing. */
  run: (wrong: string | null, work: () => Promise<string>) => void;
}

function useWork(): Work {
  const [state, setState] = useState({ tried: false, busy: false, done: null as string | null, failed: null as string | null });
  const run: Work["run"] = (wrong, work) => {
    if (state.busy) return;
    setState({ tried: true, busy: wrong === null, done: null, failed: null });
    if (wrong !== null) {
      document.getElementById(wrong)?.focus();
      return;
    }
    work().then(
      (done) => {
        setState({ tried: false, busy: false, done, failed: null });
      },
      (error: unknown) => {
        const name = error instanceof Error ? said[error.name] : null;
        setState({ tried: false, busy: false, done: null, failed: typeof name === "string" ? name : text.other });
      },
    );
  };
  return { ...state, run };
}

function Outcome({ done, failed, busy, id, act }: Pick<Work, "done" | "failed" | "busy"> & { id: string; act: string }): VNode {
  return (
    <>
      {failed === null ? null : <Wrong id={id}>{failed}</Wrong>}
      <Act submit busy={busy} onPress={() => undefined}>
        {act}
      </Act>
      <p role="status">{done}</p>
    </>
  );
}

function Form({ onSubmit, children }: { onSubmit: () => void; children: ComponentChildren }): VNode {
  return (
    <form
      class="sec"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  wrong: string | null;
}

function Field({ id, label, hint, wrong, children }: FieldProps & { children: ComponentChildren }): VNode {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong === null ? null : <Wrong id={`${id}-wrong`}>{wrong}</Wrong>}
      {children}
    </div>
  );
}

function Secret(props: FieldProps & { value: string; onInput: (value: string) => void }): VNode {
  const { id, hint, wrong, value, onInput } = props;
  const described = [wrong === null ? null : `${id}-wrong`, hint === undefined ? null : `${id}-hint`].filter(Boolean).join(" ");
  return (
    <Field {...props}>
      <input
        class="input"
        id={id}
        type="password"
        autocomplete="off"
        value={value}
        aria-describedby={described === "" ? undefined : described}
        aria-invalid={wrong === null ? undefined : "true"}
        onInput={(event) => {
          onInput(event.currentTarget.value);
        }}
      />
    </Field>
  );
}

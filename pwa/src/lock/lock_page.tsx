import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { HelpLine } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Help } from "../ui/help.tsx";
import { Mark } from "../ui/icons.tsx";
import { Bar, Page } from "../ui/page.tsx";
import { Act } from "../ui/pieces.tsx";
import { PinField } from "./pin_field.tsx";
import { saidOf } from "./said.ts";

const text = later.lock;

export interface LockPageProps {
  /** null while they are looked for. */
  help: readonly HelpLine[] | null;
  /** Rejects where it is another PIN. */
  onPin: (pin: string) => Promise<void>;
  /** null where only the PIN opens it. */
  onFinger: (() => Promise<void>) | null;
  /** Wipes this phone. */
  onForgot: () => Promise<void>;
}

/** No name and no count. Help is one tap away, and nothing else is. */
export function LockPage(props: LockPageProps): VNode {
  const [shows, setShows] = useState<"pin" | "help" | "forgot">("pin");
  const show = (what: typeof shows) => (): void => {
    setShows(what);
  };
  if (shows === "pin") return <AskPin {...props} onHelp={show("help")} onForget={show("forgot")} />;
  const back = (
    <Act wide onPress={show("pin")}>
      {text.helpBack}
    </Act>
  );
  if (shows === "help") {
    return (
      <Page title={t.helpLines} back={null} help={false}>
        <Help lines={props.help} />
        {back}
      </Page>
    );
  }
  return (
    <Page title={text.forgotTitle} back={null} help={show("help")}>
      <div class="sec">
        {text.forgotText.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {back}
      </div>
      <Confirm
        icon="warn"
        danger
        open={text.emptyPhone}
        hint={text.emptyHint}
        question={text.emptyAsk}
        text={text.emptyAskText}
        yes={text.emptyYes}
        no={text.emptyNo}
        failed={text.failed}
        onYes={props.onForgot}
      />
    </Page>
  );
}

function AskPin({ onPin, onFinger, onHelp, onForget }: LockPageProps & { onHelp: () => void; onForget: () => void }): VNode {
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    document.title = t.title(text.locked);
    field()?.focus();
  }, []);
  const open = async (): Promise<void> => {
    const typed = pin.trim();
    setPin("");
    setWrong(typed === "" ? text.empty : null);
    field()?.focus();
    if (typed !== "") await tryIt(onPin(typed));
  };
  const tryIt = async (opening: Promise<void>): Promise<void> => {
    setBusy(true);
    await opening.catch((error: unknown) => {
      setWrong(saidOf(error));
    });
    setBusy(false);
  };
  return (
    <>
      <Bar back={null} help={onHelp} />
      <main id="main" class="form">
        <form
          class="page lock"
          noValidate
          aria-label={text.locked}
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void open();
          }}
        >
          <Mark />
          <h1>{text.locked}</h1>
          <PinField id="pin" label={text.pin} wrong={wrong} value={pin} onInput={setPin} />
          <Act look="main" wide submit busy={busy} onPress={() => undefined}>
            {busy ? text.unlocking : text.unlock}
          </Act>
          {onFinger === null ? null : (
            <Act
              wide
              busy={busy}
              onPress={() => {
                setWrong(null);
                void tryIt(onFinger());
              }}
            >
              {text.finger}
            </Act>
          )}
          <Act look="quiet" onPress={onForget}>
            {text.forgot}
          </Act>
        </form>
      </main>
    </>
  );
}

const field = (): HTMLElement | null => document.getElementById("pin");

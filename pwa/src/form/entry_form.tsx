import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { Agreed } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import type { NewEntry, SavedEntry, Store } from "../store/types.ts";
import { callName } from "../ui/names.ts";
import { go } from "../ui/navigate.ts";
import { Page, type PageProps } from "../ui/page.tsx";
import { Act, Kept } from "../ui/pieces.tsx";
import { BringUp, ShareLine, WhoReads } from "../ui/share.tsx";
import { NotKept } from "./answered.tsx";
import type { Drafting } from "./draft.ts";

const text = t.form;

/** What every form of an entry asks besides its own questions. */
export interface Shared {
  share: Reach;
  bringUp: boolean;
}

export interface EntryFormProps<T extends Shared> extends Pick<PageProps, "title" | "tab" | "when" | "lede" | "back"> {
  store: Store;
  agreed: Agreed;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
  draft: Drafting<T>;
  value: T;
  saveText: string;
  /** Where the first problem stands, as a CSS selector; null when all can be saved. */
  problem: (value: T) => string | null;
  entry: (value: T) => Omit<NewEntry, "share" | "bring_up">;
  /** Where saving leads. */
  after: (saved: SavedEntry) => string;
  /** `tried` is true once the person has pressed Save: errors show from then on. */
  children: (tried: boolean) => ComponentChildren;
}

/** A form that becomes one entry: its draft, who can read it right above Save, and what follows when saving fails. */
export function EntryForm<T extends Shared>(props: EntryFormProps<T>): VNode {
  const { store, agreed, meets, draft, value, saveText, title, tab, when, lede, back } = props;
  const name = callName(agreed.therapist.name);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const save = async (): Promise<void> => {
    setTried(true);
    const wrong = props.problem(value);
    if (busy || wrong !== null) {
      if (wrong !== null) document.querySelector<HTMLElement>(wrong)?.focus();
      return;
    }
    setBusy(true);
    setFailed(false);
    try {
      const { share } = value;
      // Nobody is asked to bring up what nobody else has.
      const saved = await store.save({ ...props.entry(value), share, bring_up: value.bringUp && share !== "only_here" });
      // Not waited for: an entry that moved is no longer where the form found it.
      draft.drop().catch(() => undefined);
      go(props.after(saved), true);
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };

  return (
    <Page
      {...{ title, lede, ...(tab === undefined ? {} : { tab }), ...(when === undefined ? {} : { when }), ...(back === undefined ? {} : { back }) }}
      under={draft.returned ? <DraftBack onDrop={() => void draft.drop()} /> : null}
      onSubmit={() => void save()}
      dock={
        <>
          <ShareLine
            reader={{ name, meets }}
            value={value.share}
            takesBack={value.share === "only_here" && isSent(store, props.entry(value).id)}
            onChange={(share) => {
              draft.change({ ...value, share });
            }}
          />
          <Act look="main" wide submit busy={busy} onPress={() => undefined}>
            {saveText}
          </Act>
        </>
      }
    >
      {failed ? <NotKept /> : null}
      {props.children(tried)}
      {value.share === "only_here" ? null : (
        <BringUp
          value={value.bringUp}
          onChange={(bringUp) => {
            draft.change({ ...value, bringUp });
          }}
        />
      )}
      <WhoReads therapist={agreed.therapist} />
    </Page>
  );
}

function isSent(store: Store, id: string | undefined): boolean {
  return store.entries.value.some((entry) => entry.id === id && entry.state !== "waiting" && entry.share !== "only_here");
}

function DraftBack({ onDrop }: { onDrop: () => void }): VNode {
  const startAgain = (): void => {
    onDrop();
    document.querySelector<HTMLElement>("form input, form textarea")?.focus();
  };
  return (
    <p class="acts">
      <Kept as="here">{text.draftBack}</Kept>
      <Act look="quiet" small onPress={startAgain}>
        {text.draftDrop}
      </Act>
    </p>
  );
}

import type { ComponentChildren, RefObject, VNode } from "preact";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import { Act, Kept, Note } from "../ui/pieces.tsx";
import { Proof } from "../ui/proof.tsx";

const text = t.form;

/** What could not be saved. */
export function NotKept(): VNode {
  return (
    <Note icon="warn" tone="stop" title={text.notKept} role="alert">
      <p>{text.notKeptText}</p>
    </Note>
  );
}

interface AnsweredProps {
  entry: SavedEntry;
  today: string;
  /** The answer in a word or two; null where this version of the app cannot read it. */
  said: string | null;
  place: RefObject<HTMLParagraphElement | null>;
  change: { href: string; name: string };
  busy: boolean;
  /** Takes it back; without it, the answer is only changed. */
  onUndo?: () => void;
  children?: ComponentChildren;
}

/** An answer on Today, with its proof. */
export function Answered({ entry, today, said, place, change, busy, onUndo, children }: AnsweredProps): VNode {
  return (
    <>
      <p ref={place} tabIndex={-1}>
        {said === null ? null : <b>{said}. </b>}
        {entry.state === "waiting" ? <Kept as="here">{text.kept}</Kept> : <Proof entry={entry} today={today} />}
      </p>
      {children}
      <div class="acts">
        <a class="btn small" href={change.href}>
          {change.name}
        </a>
        {onUndo === undefined ? null : (
          <Act look="quiet" small busy={busy} onPress={onUndo}>
            {text.undo}
          </Act>
        )}
      </div>
    </>
  );
}

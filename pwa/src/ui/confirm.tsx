import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { IconName } from "./icons.tsx";
import { Act, Note, Row, Wrong } from "./pieces.tsx";

export interface ConfirmProps {
  icon: IconName;
  /** The row that opens the question. */
  open: string;
  hint?: string;
  danger?: boolean;
  question: string;
  text: string;
  yes: string;
  no: string;
  /** Said when `onYes` rejects. */
  failed: string;
  onYes: () => Promise<void>;
  children?: ComponentChildren;
}

/** Asked in place, not in a window above: it can be read slowly, and is left by going on reading. */
export function Confirm(props: ConfirmProps): VNode {
  const { icon, open, hint, danger = false, onYes } = props;
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const row = useRef<HTMLUListElement>(null);
  const asked = useRef(false);
  // What was pressed is gone each time: the keyboard goes on where it was.
  useEffect(() => {
    if (asking) box.current?.focus();
    else if (asked.current) row.current?.querySelector("button")?.focus();
    asked.current = asking;
  }, [asking]);
  const go = (): void => {
    setBusy(true);
    setFailed(false);
    onYes().catch(() => {
      setBusy(false);
      setFailed(true);
    });
  };
  if (!asking) {
    return (
      <ul class="rows" ref={row}>
        <Row
          icon={icon}
          danger={danger}
          onClick={() => {
            setAsking(true);
          }}
        >
          {hint === undefined ? (
            open
          ) : (
            <>
              <b>{open}</b>
              <span class="hint">{hint}</span>
            </>
          )}
        </Row>
      </ul>
    );
  }
  return (
    <div ref={box} tabIndex={-1} role="group" aria-label={props.question}>
      <Note icon={icon} tone={danger ? "stop" : "grey"} title={props.question}>
        <p>{props.text}</p>
        {props.children}
        {failed ? <Wrong id="confirm-wrong">{props.failed}</Wrong> : null}
        <div class="acts">
          <Act small busy={busy} {...(danger ? { look: "grave" as const } : {})} onPress={go}>
            {props.yes}
          </Act>
          <Act
            small
            look="quiet"
            onPress={() => {
              setAsking(false);
            }}
          >
            {props.no}
          </Act>
        </div>
      </Note>
    </div>
  );
}

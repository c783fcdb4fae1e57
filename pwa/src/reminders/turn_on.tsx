import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { text } from "../i18n/reminders.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Act, Note } from "../ui/pieces.tsx";
import { appleVersion } from "./browser.ts";
import { HomeScreen } from "./home_screen.tsx";
import { LockScreen } from "./lock_screen.tsx";
import { type Ground, NotTurnedOn, type Problem, standing, turnOff, turnOn } from "./phone.ts";

interface TurnOnProps {
  ground: Ground;
  /** Fetches what was agreed anew: the server has more to say from now on. */
  onTurned: () => void;
}

/** What can be done about how reminders stand on this phone. */
export function TurnOn({ ground, onTurned }: TurnOnProps): VNode | null {
  switch (standing.value) {
    case "looking":
      return null;
    case "on":
      return null;
    case "off":
    case "lost":
      return <Ask ground={ground} lost={standing.value === "lost"} onTurned={onTurned} />;
    case "install":
      return (
        <div class="card form-in">
          <p>{text.install}</p>
          <HomeScreen />
          <p class="hint">{text.installNote}</p>
        </div>
      );
    case "too_old":
      return <Said text={text.tooOld} hint={text.tooOldHint} />;
    case "unsupported":
      return <Said text={text.unsupported} hint={text.unsupportedHint} />;
    case "none":
      return <Said text={text.none} />;
    case "blocked":
      return <Blocked ground={ground} />;
  }
}

function Said({ text: said, hint }: { text: string; hint?: string }): VNode {
  return (
    <div class="card">
      <p>{said}</p>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
    </div>
  );
}

function Blocked({ ground }: { ground: Ground }): VNode {
  const { userAgent, touchPoints, standalone } = ground.browser.traits();
  const steps = appleVersion(userAgent, touchPoints) !== null ? text.blockedApple : standalone ? text.blockedHome : text.blockedOther;
  return (
    <div class="card form-in">
      <p>{text.blocked}</p>
      <ol class="howto">
        {steps.map((step) => (
          <li key={step}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The phone asks only after it was said for what, and after a tap. */
function Ask({ ground, lost, onTurned }: TurnOnProps & { lost: boolean }): VNode {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const press = (): void => {
    setBusy(true);
    setProblem(null);
    turnOn(ground)
      .then(onTurned, (error: unknown) => {
        setProblem(error instanceof NotTurnedOn ? error.problem : "refused");
      })
      .finally(() => {
        setBusy(false);
      });
  };
  return (
    <div class="card form-in">
      <div class="sec">
        <h2>{text.explain}</h2>
        {lost ? <p>{text.lostText}</p> : null}
        {text.explainText.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <LockScreen />
      {problem === null ? null : (
        <Note icon="info" tone="ask" title={text.problem[problem]} role="alert">
          <p>{text.problem[`${problem}Text`]}</p>
        </Note>
      )}
      <Act look="main" wide busy={busy} onPress={press}>
        {busy ? text.asking : problem === null ? text.turnOn : text.again}
      </Act>
    </div>
  );
}

/** Only here, and in one's own time. */
export function TurnOff({ ground }: { ground: Ground }): VNode {
  return (
    <Confirm
      icon="bell"
      open={text.turnOff}
      hint={text.turnOffHint}
      question={text.turnOffAsk}
      text={text.turnOffText}
      yes={text.turnOffYes}
      no={text.turnOffNo}
      failed={text.turnOffFailed}
      onYes={() => turnOff(ground)}
    />
  );
}

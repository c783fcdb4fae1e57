import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ObstacleCode } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { SomeOf } from "../ui/asking.tsx";
import { Act } from "../ui/pieces.tsx";
import { OBSTACLES } from "./log.ts";

const text = t.homework;
const choices = OBSTACLES.map((value) => ({ value, label: text.obstacles[value] }));

export interface InTheWay {
  ask: () => void;
  /** Asks no more, and forgets what was ticked. */
  drop: () => void;
  /** The question, while it is asked. */
  asked: VNode | null;
}

/** "What got in the way?", after the one tap. What was ticked is kept, also when the client walks away from it. */
export function useInTheWay(onKeep: (obstacles: ObstacleCode[]) => void): InTheWay {
  const [chosen, setChosen] = useState<ObstacleCode[] | null>(null);
  const drop = (): void => {
    leave.current = () => undefined;
    setChosen(null);
  };
  const done = (): void => {
    drop();
    if (chosen !== null && chosen.length > 0) onKeep(chosen);
  };
  // A look at another app before anything is ticked: the question is still there afterwards.
  const ticked = useRef(false);
  ticked.current = chosen !== null && chosen.length > 0;
  const leave = useRef(done);
  leave.current = done;
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === "hidden" && ticked.current) leave.current();
    };
    document.addEventListener("visibilitychange", onHide);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      leave.current();
    };
  }, []);
  return {
    ask: () => {
      setChosen([]);
    },
    drop,
    asked: chosen === null ? null : <Question chosen={chosen} onChange={setChosen} onDone={done} />,
  };
}

interface QuestionProps {
  chosen: readonly ObstacleCode[];
  onChange: (obstacles: ObstacleCode[]) => void;
  onDone: () => void;
}

function Question({ chosen, onChange, onDone }: QuestionProps): VNode {
  return (
    <div class="sec">
      <SomeOf
        name="in-the-way"
        legend={text.happens}
        hint={text.happensHint}
        choices={choices}
        values={chosen}
        onChange={onChange}
      />
      <div class="acts">
        {chosen.length === 0 ? (
          <Act look="quiet" small onPress={onDone}>
            {text.skip}
          </Act>
        ) : (
          <Act small onPress={onDone}>
            {text.keepObstacles}
          </Act>
        )}
      </div>
    </div>
  );
}

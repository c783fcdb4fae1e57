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
  /** Keeps what is ticked, if anything is. */
  keep: () => Promise<unknown> | null;
  /** The question, while it is asked. */
  asked: VNode | null;
}

/** "What got in the way?", after the one tap. What was ticked is kept, also when the client walks away from it. */
export function useInTheWay(onKeep: (obstacles: ObstacleCode[]) => Promise<unknown>): InTheWay {
  const [chosen, setChosen] = useState<ObstacleCode[] | null>(null);
  const drop = (): void => {
    leave.current = () => undefined;
    setChosen(null);
  };
  const keep = (): Promise<unknown> | null => {
    if (chosen === null || chosen.length === 0) return null;
    drop();
    return onKeep(chosen);
  };
  const leave = useRef<() => unknown>(keep);
  leave.current = keep;
  useEffect(() => {
    const onHide = (): void => {
      if (document.visibilityState === "hidden") leave.current();
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
    keep,
    asked: chosen === null ? null : <Question chosen={chosen} onChange={setChosen} onSkip={drop} onKeep={() => void keep()} />,
  };
}

interface QuestionProps {
  chosen: readonly ObstacleCode[];
  onChange: (obstacles: ObstacleCode[]) => void;
  onSkip: () => void;
  onKeep: () => void;
}

function Question({ chosen, onChange, onSkip, onKeep }: QuestionProps): VNode {
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
          <Act look="quiet" small onPress={onSkip}>
            {text.skip}
          </Act>
        ) : (
          <Act small onPress={onKeep}>
            {text.keepObstacles}
          </Act>
        )}
      </div>
    </div>
  );
}

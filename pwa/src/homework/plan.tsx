import type { VNode } from "preact";
import type { Assignment } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { Line } from "../ui/kind.ts";
import { Facts } from "../ui/facts.tsx";
import { Words } from "../ui/pieces.tsx";
import { whenSaid } from "./said.ts";

const text = t.homework;

function planLines(assignment: Assignment, therapist: string, today: string): Line[] {
  const { goal, why, where, how_long, confidence, obstacle, then, therapist_does } = assignment;
  const lines: { name: string; value: string | null; own?: boolean }[] = [
    { name: text.planGoal, value: goal?.words ?? null, own: true },
    { name: text.planWhy, value: why, own: true },
    { name: text.planWhen, value: whenSaid(assignment.schedule, today) },
    { name: text.planWhere, value: where, own: true },
    { name: text.planLong, value: how_long, own: true },
    { name: text.planSure, value: confidence === null ? null : text.sure(confidence) },
    { name: text.planObstacle, value: obstacle === null ? null : text.mayObstacle[obstacle] },
    { name: text.planThen, value: then, own: true },
    { name: text.planTherapist(therapist), value: therapist_does, own: true },
  ];
  // What was not agreed has no line: an empty plan is not a question left open.
  return lines.filter((line) => line.value !== null);
}

export function Plan({ assignment, therapist, today }: { assignment: Assignment; therapist: string; today: string }): VNode {
  return (
    <details class="more">
      <summary>{text.plan}</summary>
      <div class="in">
        <Facts tall lines={planLines(assignment, therapist, today)} />
      </div>
    </details>
  );
}

/** What was planned for a hard moment, within reach of the steps. */
export function IfHard({ then }: { then: string }): VNode {
  return (
    <details class="more">
      <summary>{text.ifHard}</summary>
      <div class="in">
        <p dir="auto">
          <Words>{then}</Words>
        </p>
      </div>
    </details>
  );
}

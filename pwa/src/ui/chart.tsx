import type { VNode } from "preact";
import type { Chart as Series, Point } from "../api/wire.ts";
import { later } from "../i18n/later.ts";
import { Texts, Words } from "./pieces.tsx";

// Places in per cent, so that the picture is as wide as its card and its letters keep the size of all others.
const LEFT = 12;
const RIGHT = 96;
const TOP = 14;
const FLOOR = 80;
/** Below the lowest number: what was not answered is no number. */
const BELOW = 92;
const DOT = 4.25;

interface Spot extends Point {
  x: number;
  y: number;
}

/** One series of numbers: in words, as a picture, what it rests on, and all of it as a table. */
export function Chart(series: Series): VNode {
  const { title, finding, basis, points } = series;
  return (
    <div class="card">
      <h3>{title}</h3>
      <p>
        <Texts texts={finding} />
      </p>
      {points.some(({ value }) => value !== null) ? <Picture {...series} /> : null}
      <p class="hint">{basis}</p>
      {points.length === 0 ? null : (
        <details class="fold">
          <summary>{later.chart.inWords}</summary>
          <InWords {...series} />
        </details>
      )}
    </div>
  );
}

/** The client reads "lower than your usual", never more: where no usual is known, nothing is ringed. */
const isLower = ({ flagged }: Point, usual: number | null): boolean => flagged === true && usual !== null;
const said = ({ value, missing }: Point): string => (value === null ? (missing ?? later.chart.noNumber) : String(value));

function Picture({ title, usual, points, lowest = 0, highest = 10 }: Series): VNode {
  const height = (value: number): number => FLOOR - ((value - lowest) / (highest - lowest)) * (FLOOR - TOP);
  const step = points.length < 2 ? 0 : (RIGHT - LEFT - 4) / (points.length - 1);
  const spots = points.map((point, at): Spot => ({
    ...point,
    x: LEFT + 4 + at * step,
    y: point.value === null ? BELOW : height(point.value),
  }));
  const last = spots.at(-1);
  const levels = [lowest, (lowest + highest) / 2, highest];
  return (
    <figure>
      <svg class="chart plot" role="img" aria-label={later.chart.read(title, points.map(said).join(", "))}>
        {levels.map((level) => (
          <Level key={level} level={level} y={height(level)} />
        ))}
        {usual === null ? null : <Across look="c-mid" y={height(usual)} />}
        {spots.map((spot, at) => (
          <Line key={at} from={spots[at - 1]} to={spot} />
        ))}
        {spots.map((spot, at) => (
          <Mark key={at} spot={spot} lower={isLower(spot, usual)} />
        ))}
        {last?.value == null ? null : <Newest spot={last} before={spots.at(-2)} />}
      </svg>
      <figcaption>
        <p class="ends2" aria-hidden="true">
          <span>{points[0]?.at}</span>
          {points.length < 2 ? null : <span>{last?.at}</span>}
        </p>
        <Key usual={usual} points={points} />
      </figcaption>
    </figure>
  );
}

const percent = (n: number): string => `${n.toFixed(2)}%`;

function Across({ look, y }: { look: string; y: number }): VNode {
  return <line class={look} x1={percent(LEFT)} x2={percent(RIGHT + 2)} y1={percent(y)} y2={percent(y)} />;
}

function Level({ level, y }: { level: number; y: number }): VNode {
  return (
    <>
      <Across look="c-grid" y={y} />
      <text x={percent(LEFT - 3)} y={percent(y)} dy="0.35em" text-anchor="end">
        {level}
      </text>
    </>
  );
}

/** No line where a number is missing. */
function Line({ from, to }: { from: Spot | undefined; to: Spot }): VNode | null {
  if (from?.value == null || to.value === null) return null;
  return <line class="c-line" x1={percent(from.x)} y1={percent(from.y)} x2={percent(to.x)} y2={percent(to.y)} />;
}

function Mark({ spot, lower }: { spot: Spot; lower: boolean }): VNode {
  const at = { cx: percent(spot.x), cy: percent(spot.y) };
  if (spot.value === null) return <circle class="c-miss" {...at} r={DOT} />;
  if (!lower) return <circle class="c-dot" {...at} r={DOT} />;
  return (
    <>
      <circle class="c-out" {...at} r={DOT} />
      <circle class="c-out-ring" {...at} r={8} />
    </>
  );
}

/** The newest number stands beside its point, where the line to it does not run. */
function Newest({ spot, before }: { spot: Spot; before: Spot | undefined }): VNode {
  const falls = before?.value != null && before.y < spot.y;
  return (
    <text class="t-b" x={percent(spot.x)} y={percent(spot.y)} dy={falls ? "1.7em" : "-0.9em"} text-anchor="middle">
      {spot.value}
    </text>
  );
}

function Key({ usual, points }: Pick<Series, "usual" | "points">): VNode | null {
  const signs = [
    usual === null ? null : { sign: <line class="c-mid" x1="0" x2="16" y1="8" y2="8" />, means: later.chart.usual(usual) },
    points.some((point) => isLower(point, usual))
      ? { sign: <circle class="c-out-ring" cx="8" cy="8" r="7" />, means: later.chart.lower }
      : null,
    points.some(({ value }) => value === null)
      ? { sign: <circle class="c-miss" cx="8" cy="8" r={DOT} />, means: later.chart.noNumber }
      : null,
  ].filter((one) => one !== null);
  if (signs.length === 0) return null;
  return (
    <ul class="key">
      {signs.map(({ sign, means }) => (
        <li key={means}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            {sign}
          </svg>
          {means}
        </li>
      ))}
    </ul>
  );
}

function InWords({ usual, points }: Series): VNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{later.chart.day}</th>
          <th scope="col">{later.chart.answer}</th>
        </tr>
      </thead>
      <tbody>
        {points.map((point, at) => (
          <tr key={at}>
            <th scope="row">{point.at}</th>
            <td class={point.value === null ? "nil" : undefined}>
              {isLower(point, usual) ? later.chart.andLower(said(point)) : said(point)}
              {point.words == null ? null : (
                <>
                  {" "}
                  <Words>{point.words}</Words>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

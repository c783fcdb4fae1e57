// @vitest-environment happy-dom
import { render } from "preact";
import { describe, expect, test } from "vitest";
import type { Chart as Series, Point } from "../api/wire.ts";
import { later } from "../i18n/later.ts";
import { Chart } from "./chart.tsx";

const point = (value: number | null, more: Partial<Point> = {}): Point => ({ at: `${value ?? "no"} day`, value, ...more });

function drawn(points: Point[], more: Partial<Series> = {}): HTMLElement {
  const root = document.createElement("div");
  const series = { title: "Safe", finding: [{ text: "Mostly 8." }], basis: "Three sessions.", usual: null, points, ...more };
  render(<Chart {...series} />, root);
  return root;
}

const count = (root: HTMLElement, look: string): number => root.querySelectorAll(`.plot ${look}`).length;

describe("a chart", () => {
  test("draws what was not answered as a ring below all numbers, and no line to it", () => {
    const root = drawn([point(8), point(null), point(0), point(5)]);
    expect([count(root, ".c-dot"), count(root, ".c-miss"), count(root, ".c-line")]).toEqual([3, 1, 1]);
    const low = root.querySelectorAll(".plot .c-dot")[1]?.getAttribute("cy") ?? "";
    const none = root.querySelector(".plot .c-miss")?.getAttribute("cy") ?? "";
    expect(parseFloat(none)).toBeGreaterThan(parseFloat(low));
    expect(root.querySelector(".key")?.textContent).toBe(later.chart.noNumber);
  });

  test("says all of itself in words", () => {
    const root = drawn([point(8), point(null, { words: "I was late.", missing: "rated later" }), point(null)]);
    expect(root.querySelector(".plot")?.getAttribute("aria-label")).toBe("Safe: 8, rated later, no number");
    expect([...root.querySelectorAll("tbody tr")].map((row) => row.textContent)).toEqual(["8 day8", "no dayrated later I was late.", "no dayno number"]);
    expect(root.querySelector("tbody q")?.textContent).toBe("I was late.");
  });

  test("rings what is lower than usual only where a usual is known", () => {
    expect(count(drawn([point(8), point(3, { flagged: true })]), ".c-out-ring")).toBe(0);
    const root = drawn([point(8), point(3, { flagged: true })], { usual: 8 });
    expect(count(root, ".c-out-ring")).toBe(1);
    expect(root.querySelector(".key")?.textContent).toBe(later.chart.usual(8) + later.chart.lower);
    expect(root.querySelector("tbody tr:last-child td")?.textContent).toBe(later.chart.andLower("3"));
  });

  test("stays inside its own scale", () => {
    const tops = [...drawn([point(-2), point(2)], { lowest: -2, highest: 2 }).querySelectorAll(".plot .c-dot")].map((one) =>
      parseFloat(one.getAttribute("cy") ?? ""),
    );
    expect(tops).toEqual([80, 14]);
  });

  test("without any number is words alone", () => {
    expect(drawn([]).querySelector("svg, table")).toBeNull();
    expect(drawn([point(null)]).querySelector(".plot")).toBeNull();
  });
});

// @vitest-environment happy-dom
import { render } from "preact";
import { expect, test } from "vitest";
import examples from "../../../tests/wire/sections.json";
import type { Section } from "../../src/api/wire.ts";
import { SectionOf } from "../../src/week/section.tsx";

function drawn(section: unknown): HTMLElement {
  const root = document.createElement("div");
  render(<SectionOf section={section as Section} />, root);
  return root;
}

test.each(examples)("all that a section says stands on the screen: $name", ({ section, says }) => {
  const text = drawn(section).textContent.toLowerCase();
  for (const said of [section.title, ...says]) expect(text).toContain(said.toLowerCase());
});

test("a client's words are in the other voice and run their own way", () => {
  const note = drawn(examples[1]?.section).querySelector("q");
  expect(note?.textContent).toBe("قليلا قليلا");
  expect(note?.closest("[dir=auto]")).not.toBeNull();
});

test("what was not answered is a dash nobody needs to read", () => {
  const [section] = examples.map((one) => structuredClone(one.section) as unknown as Section);
  const [, table] = section?.blocks ?? [];
  if (section === undefined || table?.type !== "table") throw new Error("the first example has a table");
  table.rows[0]?.cells.splice(3, 1, { texts: [{ text: "–", tone: "grey" }] });
  expect(drawn(section).textContent).not.toContain("How much");
});

test("a block from a newer server is left out, and the rest is shown", () => {
  const [, letter] = examples;
  const blocks = [{ type: "map", places: [] }, ...(letter?.section.blocks ?? [])];
  expect(drawn({ ...letter?.section, blocks }).textContent).toContain("One note is held until you meet.");
});

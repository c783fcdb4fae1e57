import { signal } from "@preact/signals-core";
import { expect, test } from "vitest";
import { loaded } from "../../src/moves.ts";
import type { Store } from "../../src/store/types.ts";

type Closed = Store["closed"]["value"];

async function waits(complete: boolean, closed: Closed, then: (memory: { complete: { value: boolean }; closed: { value: Closed } }) => void): Promise<string[]> {
  const memory = { complete: signal(complete), closed: signal<Closed>(closed) };
  const said: string[] = [];
  const done = loaded(memory).then(() => said.push("loaded"));
  await Promise.resolve();
  said.push("asked");
  then(memory);
  await done;
  return said;
}

test("a list that is whole is not waited for", async () => {
  expect(await waits(true, null, () => undefined)).toContain("loaded");
});

test("a list that fills up is waited for until it is whole", async () => {
  const said = await waits(false, null, ({ complete }) => {
    complete.value = true;
  });
  expect(said).toEqual(["asked", "loaded"]);
});

test("a memory that closes meanwhile is not waited for", async () => {
  const said = await waits(false, null, ({ closed }) => {
    closed.value = "gone";
  });
  expect(said).toEqual(["asked", "loaded"]);
});

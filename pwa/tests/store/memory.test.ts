import { expect, test } from "vitest";
import type { Core } from "../../src/store/core.ts";
import { nothingCounted } from "../../src/store/counts.ts";
import { Memory } from "../../src/store/memory.ts";

test("counts read before a save and shown after it would say that all is sent: they are read again", async () => {
  const before = { counts: nothingCounted, sync: null };
  const after = { counts: { ...nothingCounted, items: new Map([["a/1", { id: "a", newer: false }]]) }, sync: null };
  let reads = 0;
  const disk = {
    use: (): Promise<unknown> => {
      reads += 1;
      // Rows and counts are read side by side.
      if (reads % 2 === 1) return Promise.resolve([]);
      if (reads === 2) {
        memory.settle({ moved: [{ id: "a", revision: 1, now: "queued" }], rows: [] });
        return Promise.resolve(before);
      }
      return Promise.resolve(after);
    },
  };
  const memory = new Memory({ disk } as unknown as Core);
  await memory.refresh({});
  expect(memory.status.value).toMatchObject({ waiting: 1, allSent: false });
  expect(reads).toBe(4);
});

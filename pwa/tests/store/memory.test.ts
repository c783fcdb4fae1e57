import { expect, test, vi } from "vitest";
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

/** A memory over a disk on which every reading waits for `go`. */
function slowly(): { memory: Memory; go: () => Promise<void> } {
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let reads = 0;
  const answers: unknown[] = [[], { counts: nothingCounted, sync: undefined }];
  const use = async (): Promise<unknown> => {
    const answer = answers[reads % 2];
    reads += 1;
    await gate;
    return answer;
  };
  const memory = new Memory({ disk: { use } } as unknown as Core);
  return {
    memory,
    go: async () => {
      release();
      await gate;
    },
  };
}

test("what is read while the phone is wiped is shown no more", async () => {
  const { memory, go } = slowly();
  const refreshed = memory.refresh({});
  memory.clear();
  await go();
  await refreshed;
  expect(memory.entries.value).toEqual([]);
});

test("what is still being opened while the phone is wiped is shown no more", async () => {
  vi.stubGlobal("requestIdleCallback", (work: () => void) => {
    work();
    return 0;
  });
  const first: unknown[] = [[[], "edge"], undefined, { counts: nothingCounted, sync: undefined }];
  let opened: (rows: unknown) => void = () => undefined;
  const older = new Promise((resolve) => (opened = resolve));
  let reading = false;
  const use = (): Promise<unknown> => {
    if (first.length > 0) return Promise.resolve(first.shift());
    reading = true;
    return older;
  };
  const memory = new Memory({ disk: { use } } as unknown as Core);
  await memory.load();
  await vi.waitUntil(() => reading);
  memory.clear();
  opened([[{ id: "x", revision: 1, device: "a", state: "sent", sealed: new Uint8Array() }], null]);
  await new Promise((resolve) => setTimeout(resolve));
  expect([memory.entries.value, memory.complete.value]).toEqual([[], false]);
  vi.unstubAllGlobals();
});

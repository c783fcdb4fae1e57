import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import type { SharedStore } from "../../src/store/types.ts";
import { exchange } from "../../src/sync/round.ts";
import { homework, newPhone, type Phone } from "../phone.ts";
import { type Fault, Practice, wordsOf } from "../practice.ts";

type Act =
  | { act: "save"; tab: boolean }
  | { act: "change"; which: number; tab: boolean }
  | { act: "withdraw"; which: number }
  | { act: "sync"; tab: boolean; faults: Fault[] }
  | { act: "restart" }
  | { act: "backup" }
  | { act: "restore" };

const fault = fc.constantFrom<Fault>("none", "offline", "lost", "cut", "502", "busy");
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant("save" as const), tab: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("change" as const), which: fc.nat(), tab: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("withdraw" as const), which: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("sync" as const),
      tab: fc.boolean(),
      faults: fc.array(fault, { maxLength: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: "restart" as const }) },
  { weight: 1, arbitrary: fc.constant({ act: "backup" as const }) },
  { weight: 1, arbitrary: fc.constant({ act: "restore" as const }) },
);

/** What every revision said, as the client meant it: the model against which practice and phone are held. What lies
 *  below a withdrawal is not in it: it may have reached the practice before, and then has no words any more. */
type Model = Map<string, string>;

class Run {
  readonly model: Model = new Map();
  private readonly ids: string[] = [];
  private readonly revisions = new Map<string, number>();
  private count = 0;
  private restore: (() => void) | null = null;
  readonly practice: Practice;
  private readonly phone: Phone;
  private tabs: [SharedStore, SharedStore];

  private constructor(practice: Practice, phone: Phone, second: SharedStore) {
    this.practice = practice;
    this.phone = phone;
    this.tabs = [phone.store, second];
  }

  static async start(): Promise<Run> {
    const practice = await Practice.open();
    practice.mostEntries = 3;
    const phone = await newPhone(practice);
    return new Run(practice, phone, await phone.again());
  }

  get store(): SharedStore {
    return this.tabs[0];
  }

  async do(step: Act): Promise<void> {
    const tab = this.tabs["tab" in step && step.tab ? 1 : 0];
    switch (step.act) {
      case "save":
        return this.save(tab);
      case "change":
        return this.ids.length > 0 ? this.save(tab, this.ids[step.which % this.ids.length]) : undefined;
      case "withdraw":
        return this.withdraw(step.which);
      case "sync":
        this.practice.faults = [...step.faults];
        await exchange(tab.queue, this.phone.api, () => Promise.resolve()).catch(() => undefined);
        this.practice.faults = [];
        return;
      case "restart":
        this.close();
        this.tabs = [await this.phone.again(), await this.phone.again()];
        return;
      case "backup":
        this.restore = this.practice.backup();
        return;
      case "restore":
        this.restore?.();
        this.restore = null;
    }
  }

  private async save(tab: SharedStore, id?: string): Promise<void> {
    this.count += 1;
    const words = `words ${String(this.count)}`;
    const entry = await tab.save(homework(words, id === undefined ? {} : { id }));
    if (id === undefined) this.ids.push(entry.id);
    this.revisions.set(entry.id, entry.revision);
    this.model.set(`${entry.id}/${String(entry.revision)}`, words);
  }

  private async withdraw(which: number): Promise<void> {
    const id = this.ids[which % Math.max(1, this.ids.length)];
    if (id === undefined) return;
    await this.store.withdraw(id);
    const revision = (this.revisions.get(id) ?? 0) + 1;
    this.revisions.set(id, revision);
    for (const key of this.model.keys()) if (key.startsWith(id)) this.model.delete(key);
    this.model.set(`${id}/${String(revision)}`, "withdrawn");
  }

  /** The faults end: two whole exchanges later nothing may be left open. */
  async calm(): Promise<void> {
    for (let n = 0; n < 2; n += 1) await exchange(this.store.queue, this.phone.api, () => Promise.resolve());
  }

  /** What the practice has, without what lies below a withdrawal, of which no words may be left. */
  stored(): [string, string][] {
    const { rows } = this.practice;
    const taken = (row: (typeof rows)[0]): boolean =>
      row.body === null && rows.some(({ id, revision, withdrawn }) => withdrawn && id === row.id && revision > row.revision);
    return rows
      .filter((row) => !taken(row))
      .map((row): [string, string] => [`${row.id}/${String(row.revision)}`, wordsOf(row.body)]);
  }

  close(): void {
    for (const tab of this.tabs) tab.close();
  }
}

const sorted = (model: Iterable<[string, string]>): string =>
  JSON.stringify([...model].sort(([one], [other]) => (one < other ? -1 : 1)));

/** Runs `acts` and holds practice and phone against the model. Returns what is wrong, null if nothing is. */
async function wrongAfter(acts: readonly Act[], breakIt: (run: Run) => void = () => undefined): Promise<string | null> {
  const run = await Run.start();
  try {
    breakIt(run);
    for (const step of acts) await run.do(step);
    await run.calm();
    const stored = run.stored();
    if (sorted(new Map(stored)) !== sorted(run.model)) return "something is lost or changed";
    if (stored.length !== run.model.size) return "something is doubled";
    // What the other tab sent is heard of a moment later.
    const told = vi.waitUntil(() => run.store.status.value.allSent, { timeout: 10_000 });
    if (!(await told.catch(() => false))) return "not all is sent";
    return null;
  } finally {
    run.close();
  }
}

describe("under random faults, changes, restarts, two tabs and restores", () => {
  test("nothing is lost, nothing is doubled, and in the end all is sent", { timeout: 60_000 }, async () => {
    let ms = Date.UTC(2026, 10, 23);
    const reset = setClock(() => (ms += 7));
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 25 }), async (acts) => {
        expect(await wrongAfter(acts)).toBeNull();
      }),
      { numRuns: 60 },
    );
    reset();
  });

  const save: Act = { act: "save", tab: false };
  const sync: Act = { act: "sync", tab: false, faults: [] };

  test("a practice that forgets whom it has stored is caught: bite check for doubles", async () => {
    const acts: Act[] = [save, { act: "sync", tab: false, faults: ["lost"] }, sync];
    expect(await wrongAfter(acts)).toBeNull();
    const wrong = await wrongAfter(acts, ({ practice }) => {
      const push = practice.rows.push.bind(practice.rows);
      practice.rows.push = (...rows) => push(...rows, ...rows);
    });
    expect(wrong).toBe("something is doubled");
  });

  test("a restore under the same epoch is caught: bite check for losses", async () => {
    const acts: Act[] = [save, sync, { act: "backup" }, save, sync, { act: "restore" }, sync];
    expect(await wrongAfter(acts)).toBeNull();
    const wrong = await wrongAfter(acts, ({ practice }) => {
      Object.defineProperty(practice, "epoch", { get: () => "first", set: () => undefined });
    });
    expect(wrong).toBe("something is lost or changed");
  });
});

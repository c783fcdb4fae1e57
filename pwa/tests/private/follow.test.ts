import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Names } from "../../src/private/names.ts";
import { openMemory } from "../../src/together.ts";
import { homework } from "../phone.ts";
import { wordsOf } from "../practice.ts";
import { full, here, Life, never } from "./life.ts";

const OTHER = "0190c8a0-0000-7000-8000-0000000000bb";
const DRAFT = { note: "half" };

let life: Life;
/** The id of before it was shared. */
let old: string;

beforeEach(async () => {
  life = await Life.begin();
  const { store } = life;
  old = (await store.save(here("the thing"))).id;
  await store.save(here("a look, only here", { kind: "look", subject: old }));
  await store.save(here("a review, only here", { kind: "review", subject: old }));
  await store.save(homework("a look, shared", { kind: "look", subject: old, share: "when_we_meet" }));
  await store.save(here("of another, only here", { kind: "look", subject: OTHER }));
  await store.save(homework("of another, shared", { kind: "look", subject: OTHER }));
  await store.keepDraft(`look/${old}/new`, DRAFT);
  await store.keepDraft(`look/${OTHER}/new`, { note: "another" });
});
afterEach(() => {
  life.end();
});

const shared = (): Promise<unknown> => life.store.save(homework("the thing", { id: old }));
const thing = (): string[] => life.store.entries.value.filter(({ body }) => wordsOf(body) === "the thing").map(({ id }) => id);

/** Of each entry: what it says, what it is about, and where it lies. */
function about(): string[] {
  const name = (id: string | null): string => (id === null ? "nothing" : id === OTHER ? "another" : thing().includes(id) ? "the thing" : "lost");
  return life.store.entries.value.map(({ body, subject, share }) => `${wordsOf(body)}: ${name(subject)}, ${share}`).sort();
}

const whole = (share: "before" | "only_here"): string[] => [
  "a look, only here: the thing, only_here",
  "a look, shared: the thing, when_we_meet",
  "a review, only here: the thing, only_here",
  "of another, only here: another, only_here",
  "of another, shared: another, before",
  `the thing: nothing, ${share}`,
];

/** All of it is about the thing under its new id, on the phone and at the practice, and nothing is there twice. */
async function followed(): Promise<void> {
  const { store, practice } = life;
  expect(about()).toEqual(whole("before"));
  const [id = ""] = thing();
  expect([thing().length, id === old]).toEqual([1, false]);
  expect(await store.draft(`look/${id}/new`)).toEqual(DRAFT);
  expect((await store.shared.draftKeys()).sort()).toEqual([`look/${id}/new`, `look/${OTHER}/new`].sort());
  expect((await life.stored()).sort()).toEqual(["a look, shared", "of another, shared", "the thing"]);
  expect(practice.rows.filter(({ body }) => wordsOf(body) === "a look, shared").at(-1)?.subject).toBe(id);
}

test("what is about an entry that is shared goes on being about it, whatever its kind and wherever it lies", async () => {
  await shared();
  await followed();
  await life.again();
  await followed();
});

describe("killed", () => {
  /** Stops the app for good the next time but `spared` that it does this. */
  function stops(on: object, verb: string, spared = 0): () => boolean {
    let left = spared;
    let reached = false;
    const real = (Reflect.get(on, verb) as (...args: unknown[]) => Promise<unknown>).bind(on);
    vi.spyOn(on as Record<string, () => unknown>, verb).mockImplementation((...args: unknown[]) => {
      if (left-- > 0) return real(...args);
      reached = true;
      return never();
    });
    return () => reached;
  }

  async function killed(at: () => boolean): Promise<void> {
    void shared();
    await vi.waitFor(() => {
      expect(at()).toBe(true);
    });
    await life.again();
  }

  test("before it was shared, all is as it was", async () => {
    await killed(stops(life.phone.store, "save"));
    expect(about()).toEqual(whole("only_here"));
    expect([thing(), await life.store.draft(`look/${old}/new`)]).toEqual([[old], DRAFT]);
  });

  test.each<[string, () => () => boolean]>([
    ["before what is shared has followed", () => stops(life.phone.store, "save", 1)],
    ["before the drafts have followed", () => stops(life.phone.store, "draftKeys")],
    ["with a draft in both places", () => stops(life.phone.store, "dropDraft")],
    ["before it went from here", () => stops(life.mine, "go")],
  ])("%s, the next start ends it, once", async (_, at) => {
    await killed(at());
    await followed();
    const revisions = life.store.entries.value.map(({ revision }) => revision);
    await life.again();
    await followed();
    expect(life.store.entries.value.map(({ revision }) => revision)).toEqual(revisions);
  });

  test("what is shared and about it follows at the next start however long ago it was written", async () => {
    for (let n = 0; n < 110; n += 1) await life.phone.store.save(homework("of another, shared", { subject: OTHER }));
    await killed(stops(life.phone.store, "save", 1));
    await life.exchanged();
    const [id] = thing();
    expect(life.practice.rows.filter(({ kind, subject }) => kind === "look" && subject === id).length).toBe(1);
  });

  test("bite: were it to go first, what is shared and about it would stay behind", async () => {
    const real = life.phone.store.save.bind(life.phone.store);
    let gone = false;
    vi.spyOn(life.phone.store, "save").mockImplementation(async (draft) => {
      await real(draft);
      await life.mine.go(old);
      gone = true;
      return never();
    });
    await killed(() => gone);
    await expect(followed()).rejects.toThrow();
    expect(about()).toContain("a look, shared: lost, when_we_meet");
  });
});

test("bite: were the old id to lead nowhere, what is only here and about it would be lost", async () => {
  vi.spyOn(Names.prototype, "now").mockImplementation((id) => id);
  await shared();
  await expect(followed()).rejects.toThrow();
  expect(about()).toContain("a review, only here: lost, only_here");
});

test("where it cannot be shared, nothing has changed", async () => {
  vi.spyOn(life.phone.store, "save").mockImplementation(full);
  await expect(shared()).rejects.toMatchObject({ name: "QuotaExceededError" });
  expect(about()).toEqual(whole("only_here"));
});

test("where what is about it cannot follow yet, it is shared all the same, and nothing only here is lost meanwhile", async () => {
  vi.spyOn(life.phone.store, "draftKeys").mockImplementation(full);
  await shared();
  expect(about()).toEqual(whole("before"));
  await life.again();
  await followed();
});

test("a form that was open on the id of before writes about it, and its draft is the one under the new id", async () => {
  await shared();
  const { store } = life;
  const [id] = thing();
  await store.save(homework("late, shared", { kind: "look", subject: old }));
  await store.save(here("late, only here", { kind: "look", subject: old }));
  expect(about().filter((one) => one.startsWith("late"))).toEqual(["late, only here: the thing, only_here", "late, shared: the thing, before"]);
  await store.keepDraft(`look/${old}/new`, { note: "more" });
  expect(await store.draft(`look/${String(id)}/new`)).toEqual({ note: "more" });
  await store.dropDraft(`look/${old}/new`);
  expect(await store.draft(`look/${String(id)}/new`)).toBeNull();
});

test.each<[string, (look: string) => string | undefined]>([
  ["written", () => undefined],
  ["changed", (look) => look],
])("what is %s about it in another tab while it is being shared is about it under its new id", async (_, of) => {
  const tab = await openMemory(life.practice.client);
  const look = life.phone.store.entries.value.find(({ subject }) => subject === old)?.id ?? "";
  const { mine } = life;
  const [go, asked] = [mine.go.bind(mine), life.asked];
  let writing: Promise<unknown> = Promise.resolve();
  vi.spyOn(mine, "go").mockImplementation(async (id) => {
    const later = of(look);
    writing = tab.save(homework("meanwhile", { kind: "look", subject: old, ...(later === undefined ? {} : { id: later }) }));
    await vi.waitFor(() => {
      expect(life.asked).toBe(asked + 2);
    });
    await go(id);
  });
  await shared();
  await writing;
  await life.again();
  expect(about()).toContain("meanwhile: the thing, before");
  tab.close();
});

test("what a copy brings back is about the entry that was shared since", async () => {
  const [look] = life.mine.entries.value.filter(({ kind }) => kind === "review");
  await life.store.withdraw(look?.id ?? "");
  await shared();
  await life.store.addHere([{ ...look, id: OTHER.replace("bb", "cc"), body: { words: "from the file" } } as never]);
  expect(about()).toContain("from the file: the thing, only_here");
});

test("another tab hears that it was shared", async () => {
  const tab = await openMemory(life.practice.client);
  await shared();
  const [id] = thing();
  await vi.waitFor(() => {
    expect(tab.entries.value.filter(({ subject }) => subject === id).length).toBe(3);
  });
  tab.close();
});

test("a draft that does not open here is let go, and holds nothing up", async () => {
  vi.spyOn(life.phone.store, "draft").mockImplementation(() => Promise.reject(new DOMException("no", "OperationError")));
  await shared();
  vi.restoreAllMocks();
  expect([thing().length, await life.mine.has(old), await life.store.draft(`look/${old}/new`)]).toEqual([1, false, null]);
});

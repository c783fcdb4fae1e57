import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { connect } from "../../src/api/api.ts";
import { uuid7 } from "../../src/entry/uuid.ts";
import { closeControl } from "../../src/store/control_db.ts";
import { noteUsualShare } from "../../src/store/notes.ts";
import type { Shown } from "../../src/worker/around.ts";
import { onClick } from "../../src/worker/click.ts";
import { onPush } from "../../src/worker/push.ts";
import { itemsOf } from "../disk.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const OCCURRENCE = "1b671a64-40d5-591e-99b0-da01ff1f3341";
const WALK = "0190c8a0-0000-7000-8000-000000000001";

const payload = (oneTap = true, occurrence = OCCURRENCE): string =>
  JSON.stringify({
    web_push: 8030,
    notification: { title: "Throughline", body: "A moment.", tag: occurrence, data: { occurrence, one_tap: oneTap } },
  });

/** A phone's screen, as the worker sees it. */
class Screen {
  shown: (Shown & { title: string })[] = [];
  opened: string[] = [];
  acts: string[] = [];
  readonly languages = ["en-GB"];
  show = (title: string, options: Shown): Promise<void> => {
    this.shown.push({ title, ...options });
    this.acts.push("shown");
    return Promise.resolve();
  };
  badge = (): Promise<void> => Promise.reject(new Error("refused"));
  open = (path: string): Promise<void> => {
    this.opened.push(path);
    return Promise.resolve();
  };
  wakeLater = (): Promise<void> => {
    this.acts.push("wake");
    return Promise.resolve();
  };
  get actions(): string[] {
    return (this.shown.at(-1)?.actions ?? []).map(({ action }) => action);
  }
}

let practice: Practice;
let phone: Phone;
let screen: Screen;

beforeEach(async () => {
  practice = await Practice.open();
  practice.meanings.set("reminder_done", { kind: "homework", subject: WALK, body: { answer: "done" } });
  phone = await newPhone(practice);
  screen = new Screen();
  vi.stubGlobal("fetch", practice.fetchFor(phone.device));
  await noteUsualShare(practice.client, "before");
});

afterEach(() => {
  phone.store.close();
  vi.unstubAllGlobals();
});

const push = (text: string | null): Promise<void> => onPush(text, screen, connect());
const press = (action: string): Promise<void> => onClick(action, screen.shown.at(-1)?.data, screen);

describe("a push", () => {
  test("is shown, and only then it is said that it was", async () => {
    const said = vi.fn(() => {
      screen.acts.push("said");
      return Promise.resolve();
    });
    await onPush(payload(), screen, { reminderSeen: said });
    expect(screen.acts).toEqual(["shown", "said"]);
    expect(said).toHaveBeenCalledWith({ occurrence: OCCURRENCE, what: "shown" });
    expect(screen.shown).toMatchObject([{ title: "Throughline", body: "A moment.", tag: OCCURRENCE }]);
    expect(screen.actions).toEqual(["done", "later"]);
  });

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["a number", "7"],
    ["something else", '{"notification":{"title":3,"data":{"occurrence":"../x"}}}'],
  ])("that holds %s is shown all the same, with neutral words and nothing to press", async (_, text) => {
    await push(text);
    expect(screen.shown).toMatchObject([{ title: "Throughline", body: "A moment for something you planned.", actions: [] }]);
    expect(practice.reminders.seen).toEqual([]);
  });

  test("offers Done only where one tap answers it", async () => {
    await push(payload(false));
    expect(screen.actions).toEqual(["later"]);
  });

  test("offers no Done where what is written usually stays here", async () => {
    await noteUsualShare(practice.client, "only_here");
    await push(payload());
    expect(screen.actions).toEqual(["later"]);
  });

  test("is shown where the phone's memory fails", async () => {
    await closeControl();
    const real = globalThis.indexedDB;
    vi.stubGlobal("indexedDB", { open: () => { throw new Error("broken"); } });
    await push(payload());
    expect(screen.actions).toEqual(["later"]);
    vi.stubGlobal("indexedDB", real);
  });

  test("is shown in time where the phone's memory does not answer", async () => {
    await closeControl();
    const real = globalThis.indexedDB;
    const waiting = new Map<string, () => void>();
    const silent = Object.defineProperties(Object.create(IDBRequest.prototype) as object, {
      addEventListener: { value: (name: string, heard: () => void) => waiting.set(name, heard) },
      removeEventListener: { value: () => undefined },
      error: { value: new Error("given up") },
    });
    vi.stubGlobal("indexedDB", { open: () => silent });
    await onPush(payload(), screen, { reminderSeen: () => Promise.reject(new Error("offline")) });
    expect(screen.actions).toEqual(["later"]);
    expect(waiting.size).toBeGreaterThan(0);
    waiting.get("error")?.();
    vi.stubGlobal("indexedDB", real);
  });
});

describe("Done", () => {
  test("is kept sealed, sent at once, and comes back as the homework it is", async () => {
    await push(payload());
    await press("done");
    expect(practice.rows).toMatchObject([{ kind: "homework", subject: WALK, share: "before", device: phone.device }]);
    expect(JSON.parse(practice.rows[0]?.text ?? "")).toMatchObject({ kind: "reminder_done", subject: OCCURRENCE, body: {} });
    expect(screen.opened).toEqual([]);
    expect(await itemsOf(practice.client)).toEqual([]);
    await phone.sync();
    expect(phone.store.entries.value).toMatchObject([{ kind: "homework", subject: WALK, state: "sent" }]);
  });

  test("with no signal is kept, and goes with whatever is sent next: by the page, too", async () => {
    await push(payload());
    practice.faults = ["offline"];
    await press("done");
    expect(screen.acts).toContain("wake");
    expect(practice.rows).toEqual([]);
    const [item] = await itemsOf(practice.client);
    expect(item).toMatchObject({ revision: 1, device: phone.device });
    expect(atob((item?.sealed ?? "").replaceAll("-", "+").replaceAll("_", "/"))).not.toContain(OCCURRENCE);
    practice.faults = [];
    await phone.sync();
    expect(phone.store.entries.value).toMatchObject([{ kind: "homework", state: "sent" }]);
    expect(await itemsOf(practice.client)).toEqual([]);
  });

  test("tells an open page, which fetches what came of it", async () => {
    const queued = vi.fn();
    phone.store.queue.onQueued(queued);
    await push(payload());
    await press("done");
    await expect.poll(() => queued.mock.calls.length).toBeGreaterThan(1);
  });

  test("pressed twice is one answer", async () => {
    await push(payload());
    await press("done");
    await press("done");
    expect(practice.rows).toHaveLength(1);
  });

  test("of somebody whose words stay here meanwhile opens the app instead, and sends nothing", async () => {
    await push(payload());
    await noteUsualShare(practice.client, "only_here");
    await press("done");
    expect(screen.opened).toEqual([`/reminder/${OCCURRENCE}`]);
    expect(await itemsOf(practice.client)).toEqual([]);
  });

  test("that cannot be kept is shown again", async () => {
    await push(payload());
    const broken = vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(new Error("full"));
    const generate = vi.spyOn(crypto.subtle, "generateKey").mockRejectedValue(new Error("full"));
    await press("done");
    broken.mockRestore();
    generate.mockRestore();
    expect(screen.shown).toHaveLength(2);
    expect(screen.actions).toEqual(["done", "later"]);
    expect(await itemsOf(practice.client)).toEqual([]);
    await press("done");
    expect(practice.rows).toHaveLength(1);
  });

  test("after the phone was wiped opens the app, which says so", async () => {
    await push(payload());
    await phone.store.destroy();
    await press("done");
    expect(screen.opened).toEqual([`/reminder/${OCCURRENCE}`]);
  });
});

describe("Later", () => {
  test("puts it off by an hour, also where what is written stays here", async () => {
    await noteUsualShare(practice.client, "only_here");
    await push(payload());
    const before = Date.now();
    await press("later");
    const [row] = practice.rows;
    expect(row).toMatchObject({ kind: "reminder_later", subject: OCCURRENCE });
    const { until: said } = row?.body as { until: string };
    const until = Date.parse(said);
    expect(until - before).toBeGreaterThanOrEqual(3_600_000);
    expect(until - before).toBeLessThan(3_700_000);
  });
});

describe("a tap", () => {
  test("opens what it is about, and of an unreadable one the app", async () => {
    await push(payload());
    await press("");
    await push("{");
    await press("");
    expect(screen.opened).toEqual([`/reminder/${OCCURRENCE}`, "/"]);
  });

  test("carries no address but one of ours", async () => {
    await onClick("", { occurrence: "//evil.test" }, screen);
    await onClick("done", { occurrence: uuid7(1).toUpperCase() }, screen);
    expect(screen.opened).toEqual(["/", "/"]);
  });
});

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Unreachable } from "../../src/api/errors.ts";
import { fromBase64Url } from "../../src/api/base64url.ts";
import type { ReminderPhoneReply, ReminderPhoneRequest } from "../../src/api/wire.ts";
import { type Browser, obstacle, type Traits } from "../../src/reminders/browser.ts";
import { type Ground, look, remade, standing, stopped, turnOff, turnOn } from "../../src/reminders/phone.ts";

const KEY = "BKey";
const OTHER = "BOld";
const traits: Traits = { userAgent: "Android", touchPoints: 5, standalone: true, pushes: true, permission: "granted" };

/** A phone's browser, with the push service behind it. */
class Fake implements Browser {
  permission: NotificationPermission = "granted";
  address: { n: number; key: string } | null = null;
  made = 0;
  answers: () => Promise<NotificationPermission> = () => Promise.resolve(this.permission);
  subscribes: () => Promise<void> = () => Promise.resolve();

  traits = (): Traits => ({ ...traits, permission: this.permission });
  current = (): Promise<PushSubscription | null> => Promise.resolve(this.address && this.subscription(this.address));
  ask = (): Promise<NotificationPermission> => this.answers();
  shown = (): Promise<[]> => Promise.resolve([]);
  async subscribe(key: string): Promise<PushSubscription> {
    await this.subscribes();
    this.made += 1;
    this.address = { n: this.made, key };
    return this.subscription(this.address);
  }

  private subscription({ n, key }: { n: number; key: string }): PushSubscription {
    return {
      endpoint: `https://push.test/${String(n)}`,
      options: { applicationServerKey: fromBase64Url(key).buffer },
      getKey: () => new ArrayBuffer(2),
      unsubscribe: () => {
        this.address = null;
        return Promise.resolve(true);
      },
    } as unknown as PushSubscription;
  }
}

let browser: Fake;
let settings: Map<string, unknown>;
let told: ReminderPhoneRequest[];
let server: (asked: ReminderPhoneRequest) => ReminderPhoneReply;
let ground: Ground;

beforeEach(() => {
  browser = new Fake();
  settings = new Map();
  told = [];
  server = ({ subscription }) => ({ kept: subscription !== null, lost: false, push_key: KEY });
  ground = {
    browser,
    store: {
      setting: <T>(key: string) => settings.get(key) as T | undefined,
      keepSetting: (key, value) => Promise.resolve(void settings.set(key, value)),
    },
    api: {
      reminderPhone: (asked) => {
        told.push(asked);
        return Promise.resolve(server(asked));
      },
    },
  };
  standing.value = "looking";
  remade.value = false;
});

afterEach(() => {
  vi.useRealTimers();
});

const addresses = (): (string | null)[] => told.map(({ subscription }) => subscription?.endpoint ?? null);
const on = async (): Promise<void> => {
  await turnOn(ground);
  told = [];
};

describe("turning on", () => {
  test("asks, subscribes to the practice's key and tells the server where", async () => {
    await turnOn(ground);
    expect(standing.value).toBe("on");
    expect(told.at(-1)?.subscription).toMatchObject({ endpoint: "https://push.test/1", vapid: KEY });
    expect(told.at(-1)?.zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test.each([
    ["says no", "denied", null, "blocked"],
    ["does not choose", "default", "dismissed", "looking"],
  ] as const)("where the person %s nothing is subscribed", async (_, answer, problem, stands) => {
    browser.permission = answer;
    const turned = turnOn(ground);
    if (problem === null) await turned;
    else await expect(turned).rejects.toMatchObject({ problem });
    expect(standing.value).toBe(stands);
    expect([told, browser.made]).toEqual([[], 0]);
  });

  test.each(["ask", "subscribe"] as const)("ends where the browser never answers: %s", async (what) => {
    vi.useFakeTimers();
    if (what === "ask") browser.answers = () => new Promise(() => undefined);
    else browser.subscribes = () => new Promise(() => undefined);
    const turned = expect(turnOn(ground)).rejects.toMatchObject({ problem: "silent" });
    await vi.advanceTimersByTimeAsync(61_000);
    await turned;
    expect(settings.get("reminders_on")).toBeUndefined();
  });

  test("says what went wrong: no network, no push service, no reminders at this practice", async () => {
    ground.api.reminderPhone = () => Promise.reject(new Unreachable("offline"));
    await expect(turnOn(ground)).rejects.toMatchObject({ problem: "offline" });
    ground.api.reminderPhone = (asked) => Promise.resolve(server(asked));
    browser.subscribes = () => Promise.reject(new DOMException("push service error", "AbortError"));
    await expect(turnOn(ground)).rejects.toMatchObject({ problem: "refused" });
    server = () => ({ kept: false, lost: false, push_key: null });
    await turnOn(ground);
    expect(standing.value).toBe("none");
  });
});

describe("at each start", () => {
  test("a phone where nobody asked for reminders tells its zone and stays off", async () => {
    await look(ground);
    expect([standing.value, stopped.value]).toEqual(["off", false]);
    expect(addresses()).toEqual([null]);
  });

  test("what holds is left alone", async () => {
    await on();
    await look(ground);
    expect([standing.value, remade.value, browser.made]).toEqual(["on", false, 1]);
    expect(addresses()).toEqual(["https://push.test/1"]);
  });

  test.each([
    ["the browser lost its address", () => { browser.address = null; }, [null, "https://push.test/2"]],
    ["the practice signs with another key", () => { browser.address = { n: 1, key: OTHER }; }, ["https://push.test/1", "https://push.test/2"]],
    [
      "the push service took the address back",
      () => {
        server = ({ subscription }) => ({ kept: subscription?.endpoint === "https://push.test/2", lost: subscription?.endpoint !== "https://push.test/2", push_key: KEY });
      },
      ["https://push.test/1", "https://push.test/2"],
    ],
  ])("it is made anew, and said, where %s", async (_, lose, expected) => {
    await on();
    lose();
    await look(ground);
    expect([standing.value, remade.value, stopped.value]).toEqual(["on", true, false]);
    expect(addresses()).toEqual(expected);
  });

  test("lost, and the permission with it: that is said, and nobody is asked", async () => {
    await on();
    browser.address = null;
    browser.permission = "default";
    await look(ground);
    expect([standing.value, stopped.value, browser.made]).toEqual(["lost", true, 1]);
    browser.permission = "denied";
    await look(ground);
    expect([standing.value, stopped.value]).toEqual(["blocked", true]);
  });

  test("the practice sends none any more", async () => {
    await on();
    server = () => ({ kept: false, lost: false, push_key: null });
    await look(ground);
    expect([standing.value, stopped.value]).toEqual(["none", false]);
  });

  test("turned off with no network, the server hears of it at the next", async () => {
    await on();
    const tell = ground.api.reminderPhone;
    ground.api.reminderPhone = () => Promise.reject(new Unreachable("offline"));
    await turnOff(ground);
    expect([standing.value, browser.address]).toEqual(["off", null]);
    ground.api.reminderPhone = tell;
    await look(ground);
    expect([standing.value, stopped.value]).toEqual(["off", false]);
    expect(addresses()).toEqual([null]);
  });
});

describe("what stands in the way", () => {
  const iphone = (os: string): string => `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) Version/17.0 Safari/604.1`;
  const without = { ...traits, pushes: false, standalone: false };
  test.each<[string, Traits, string | null]>([
    ["nothing", traits, null],
    ["the person's no", { ...traits, permission: "denied" }, "blocked"],
    ["a browser without pushes", without, "unsupported"],
    ["an iPhone's tab", { ...without, userAgent: iphone("17_4") }, "install"],
    ["the first iOS that could", { ...without, userAgent: iphone("16_4") }, "install"],
    ["the last that cannot", { ...without, userAgent: iphone("16_3") }, "too_old"],
    ["an iPhone's app that takes none", { ...without, userAgent: iphone("17_4"), standalone: true }, "unsupported"],
    ["an iPad that calls itself a Mac", { ...without, userAgent: "Macintosh Version/16.6 Safari", touchPoints: 5 }, "install"],
    ["a Mac", { ...without, userAgent: "Macintosh Version/15.6 Safari", touchPoints: 0 }, "unsupported"],
  ])("%s", (_, found, expected) => {
    expect(obstacle(found)).toBe(expected);
  });
});

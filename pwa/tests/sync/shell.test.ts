import { afterEach, expect, test, vi } from "vitest";
import { keepShell } from "../../src/sync/shell.ts";
import { onWakeUp, registerBackgroundSync } from "../../src/sync/triggers.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

class Registration extends EventTarget {
  waiting: object | null = null;
  installing: EventTarget | null = null;
  updates = 0;
  update(): Promise<void> {
    this.updates += 1;
    return Promise.reject(new Error("offline"));
  }
}

/** A page's surroundings, as far as they are asked for. */
function page(registration: Registration, more: object = {}): { document: EventTarget & { visibilityState: string }; urls: unknown[] } {
  const urls: unknown[] = [];
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const register = (url: unknown): Promise<Registration> => {
    urls.push(url);
    return Promise.resolve(registration);
  };
  vi.stubGlobal("document", document);
  vi.stubGlobal("navigator", { serviceWorker: { register, controller: {}, ...more } });
  return { document, urls };
}

test("a newer build that waits is told, the first one is not", async () => {
  const registration = new Registration();
  page(registration);
  const waiting = keepShell();
  await Promise.resolve();
  expect(waiting.value).toBe(false);
  registration.dispatchEvent(new Event("updatefound"));
  registration.installing = new EventTarget();
  registration.dispatchEvent(new Event("updatefound"));
  registration.waiting = {};
  registration.installing.dispatchEvent(new Event("statechange"));
  expect(waiting.value).toBe(true);
  page(registration, { controller: null });
  const first = keepShell();
  await Promise.resolve();
  expect(first.value).toBe(false);
});

test("an app that stays open for weeks looks for a newer build when it is seen again", async () => {
  const registration = new Registration();
  const { document } = page(registration);
  keepShell();
  await Promise.resolve();
  document.dispatchEvent(new Event("visibilitychange"));
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  expect(registration.updates).toBe(1);
});

test("the one policy for script addresses makes the worker's and no other", () => {
  const { urls } = page(new Registration());
  let rules: { createScriptURL(url: string): string } | undefined;
  vi.stubGlobal("trustedTypes", {
    createPolicy: (_: string, given: { createScriptURL(url: string): string }) => {
      rules = given;
      return given;
    },
  });
  keepShell();
  expect(urls).toEqual(["/sw.js"]);
  expect(() => rules?.createScriptURL("/other.js")).toThrow(TypeError);
});

test("without a worker, or where it cannot be had, the app goes on", async () => {
  vi.stubGlobal("navigator", {});
  expect(keepShell().value).toBe(false);
  registerBackgroundSync();
  vi.stubGlobal("navigator", { serviceWorker: { register: () => Promise.reject(new Error("no")) } });
  const waiting = keepShell();
  await Promise.resolve();
  expect(waiting.value).toBe(false);
});

test("the browser is asked to wake the worker where it can; a refusal is no fault", async () => {
  const tags: string[] = [];
  const register = (tag: string): Promise<void> => {
    tags.push(tag);
    return Promise.reject(new Error("not allowed"));
  };
  for (const found of [{ sync: { register } }, {}, undefined]) {
    vi.stubGlobal("navigator", { serviceWorker: { getRegistration: () => Promise.resolve(found) } });
    registerBackgroundSync();
  }
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: () => Promise.reject(new Error("no")) } });
  registerBackgroundSync();
  await new Promise((resolve) => setTimeout(resolve));
  expect(tags).toEqual(["outbox"]);
});

test("sync wakes with the page and the network, until it is ended", () => {
  const document = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  const window = new EventTarget();
  vi.stubGlobal("document", document);
  vi.stubGlobal("window", window);
  let woken = 0;
  const end = onWakeUp(() => (woken += 1));
  document.dispatchEvent(new Event("visibilitychange"));
  expect(woken).toBe(0);
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  window.dispatchEvent(new Event("online"));
  expect(woken).toBe(2);
  end();
  window.dispatchEvent(new Event("online"));
  expect(woken).toBe(2);
});

// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, describe, expect, test, vi } from "vitest";
import { JoinPage } from "../../src/accounts/join_page.tsx";
import { OtherPage } from "../../src/accounts/other_page.tsx";
import type { JoinReply } from "../../src/api/wire.ts";
import { now } from "../../src/clock/clock.ts";
import { uuid7 } from "../../src/entry/uuid.ts";
import { tapBody } from "../../src/homework/log.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { later } from "../../src/i18n/later.ts";
import { Start } from "../../src/start.tsx";
import { followLinks, go } from "../../src/ui/navigate.ts";
import { aScreen, assignment, type Screen, TODAY } from "./screen.tsx";

const text = later.myPhone;

let screen: Screen;
afterEach(() => {
  screen.close();
  document.body.replaceChildren();
});

/** Entries that no server has seen. */
async function unsent(count: number): Promise<void> {
  screen = await aScreen();
  screen.practice.unwelcome = { status: 401, code: "signed_out" };
  const entry = { kind: "homework", subject: assignment().id, share: "before" as const, bring_up: false, local_date: TODAY };
  for (let n = 0; n < count; n += 1) await screen.phone.store.save({ ...entry, body: tapBody("done") });
}

const shown = (): string => document.body.textContent;
const button = (name: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent.includes(name));
  if (found === undefined) throw new Error(`no ${name} in: ${shown()}`);
  return found;
};
const link = (name: string): HTMLAnchorElement => {
  const found = [...document.querySelectorAll("a")].find((one) => one.textContent.includes(name));
  if (found === undefined) throw new Error(`no ${name} in: ${shown()}`);
  return found;
};
const sees = (words: string): Promise<void> =>
  vi.waitFor(() => {
    expect(shown()).toContain(words);
  });

test("My phone says how many entries are sent, and how many would be lost", async () => {
  screen = await aScreen();
  screen.open("/my-phone");
  await screen.sees("The one entry you share is sent");
  screen.close();
  await unsent(2);
  screen.open("/my-phone");
  await screen.sees(`${t.state.waiting(2)}. ${t.state.othersSent(1)}`);
  await screen.press(text.stop);
  await screen.sees(text.stopLose(2));
  await screen.press(text.stopSure(2));
  await vi.waitFor(() => {
    expect(screen.phone.store.closed.value).toBe("gone");
  });
});

describe("an invitation on a phone that somebody wrote on", () => {
  const join = vi.fn();

  async function opened(count: number): Promise<{ onJoined: ReturnType<typeof vi.fn>; onStopped: ReturnType<typeof vi.fn> }> {
    await unsent(count);
    const { store, phone: { api } } = screen;
    const called = { onJoined: vi.fn(), onStopped: vi.fn() };
    const root = document.body.appendChild(document.createElement("div"));
    const memory = { store, onStopped: called.onStopped };
    render(<JoinPage api={{ ...api, join }} token="T" memory={memory} onJoined={called.onJoined} />, root);
    await sees(text.whose);
    return called;
  }

  test("is not used before it is said whose it is", async () => {
    await opened(1);
    expect(shown()).not.toContain(text.join);
    button(text.mine).click();
    await sees(text.join);
  });

  test("of somebody else: what is unsent is counted, then wiped, and the invitation is still unused", async () => {
    const { onStopped } = await opened(3);
    expect(shown()).toContain(text.notMineHint(3));
    button(text.notMine).click();
    await sees(text.stopLose(3));
    button(text.stopSure(3)).click();
    await vi.waitFor(() => {
      expect(onStopped).toHaveBeenCalled();
    });
    expect(screen.phone.store.closed.value).toBe("gone");
    expect(join).not.toHaveBeenCalled();
  });

  test("that turned out to be somebody else's leaves what is here, unless the client wipes it", async () => {
    await unsent(1);
    const { store, phone: { api } } = screen;
    const called = { onKept: vi.fn(), onStopped: vi.fn() };
    const root = document.body.appendChild(document.createElement("div"));
    render(<OtherPage api={{ ...api, signOut: () => Promise.reject(new Error()) }} store={store} {...called} />, root);
    button(text.otherKeep).click();
    await vi.waitFor(() => {
      expect(called.onKept).toHaveBeenCalled();
    });
    expect(store.closed.value).toBeNull();
    button(text.otherGo).click();
    await sees(text.stopLose(1));
  });

  test("and a copy of what is unsent can be taken before that", async () => {
    await unsent(1);
    const reply = { ...screen.practice.deviceReply(uuid7(now().getTime())), state: "waiting", check: "123", therapist: { name: "Olga" } };
    const api = { ...screen.phone.api, join: () => Promise.resolve({ ...reply, client: uuid7(now().getTime()) } as JoinReply) };
    screen.store.close();
    go("/join", true);
    const ends = followLinks();
    render(<Start api={api} token="T" updateReady={signal(false)} version="1" />, document.body.appendChild(document.createElement("div")));
    await sees(text.whose);
    button(text.mine).click();
    await sees(text.join);
    button(text.join).click();
    await sees(text.otherTitle);
    button(text.otherGo).click();
    await sees(text.stopLose(1));
    link("Save a copy").click();
    await sees(later.rescue.save);
    link(t.myPhone).click();
    await sees(text.otherTitle);
    ends();
  });
});

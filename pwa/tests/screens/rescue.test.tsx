// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { tapBody } from "../../src/homework/log.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { later } from "../../src/i18n/later.ts";
import { readable } from "../phone.ts";
import { aScreen, assignment, type Screen, TODAY, WALK } from "./screen.tsx";

const text = later.rescue;
const WORDS = `</script><script>alert("1")</script> & a wren & "more"`;
const DAY_MS = 24 * 3_600_000;

let screen: Screen;
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  screen.close();
});

/** Logs that no server has seen, the last with words. */
async function unsent(...words: (string | null)[]): Promise<void> {
  screen = await aScreen();
  await screen.phone.sync();
  screen.practice.unwelcome = { status: 503, code: "busy" };
  const entry = { kind: "homework", subject: assignment().id, share: "before" as const, bring_up: false, local_date: TODAY };
  for (const said of words) await screen.store.save({ ...entry, body: { ...tapBody("done"), words: said } });
}

/** What the browser is given to save when `press` is done: the file's name and its text. */
async function saved(press: () => Promise<void>): Promise<[string, Document]> {
  let content: Blob | undefined;
  const name = vi.fn();
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    content = blob as Blob;
    return "blob:file";
  });
  const pressed = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    name(this.download);
  });
  await press();
  pressed.mockRestore();
  const html = (await content?.text()) ?? "";
  return [String(name.mock.calls[0]?.[0]), new DOMParser().parseFromString(html, "text/html")];
}

describe("the file of what is not sent", () => {
  test("says every entry in words and as data, says that it is open, and takes nothing from the phone", async () => {
    await unsent("A wren came.", WORDS);
    screen.open("/my-phone/rescue");
    await screen.sees(text.lede(2));
    expect(screen.text).toContain(text.open);
    const before = readable(screen.store);
    const [name, page] = await saved(() => screen.press(text.save));
    expect(name).toBe(`unsent-${TODAY}.html`);
    await screen.sees(text.saved(name));
    expect(page.body.textContent).toContain(text.fileOpen);
    expect([...page.querySelectorAll("h2")].map((one) => one.textContent)).toEqual([`${WALK}: done`, `${WALK}: done`]);
    expect([...page.querySelectorAll("dd")].map((one) => one.textContent)).toEqual(["A wren came.", WORDS]);
    const { entries } = JSON.parse(page.querySelector("#entries")?.textContent ?? "") as { entries: Record<string, unknown>[] };
    expect(entries).toMatchObject([
      { kind: "homework", local_date: TODAY, state: "waiting", body: { words: "A wren came." } },
      { kind: "homework", local_date: TODAY, state: "waiting", body: { words: WORDS } },
    ]);
    expect(page.querySelectorAll("script")).toHaveLength(1);
    expect(page.querySelector("meta[http-equiv]")?.getAttribute("content")).toContain("default-src 'none'");
    expect(readable(screen.store)).toEqual(before);
    expect(screen.store.status.value.waiting).toBe(2);
  });

  test("has nothing of what was sent, nor of what is only here", async () => {
    await unsent("A wren came.");
    await screen.store.save({ kind: "homework", subject: null, share: "only_here", bring_up: false, local_date: TODAY, body: { ...tapBody("done"), words: "quillwort" } });
    screen.open("/my-phone/rescue");
    await screen.sees(text.lede(1));
    const [, page] = await saved(() => screen.press(text.save));
    expect(page.documentElement.outerHTML).not.toContain("quillwort");
    expect(page.documentElement.outerHTML).not.toContain("consent");
    expect(screen.text).toContain("A locked copy of what is only on this phone");
  });

  test("names what waits without words", async () => {
    await unsent("A wren came.", null);
    const [latest] = screen.store.entries.value;
    await screen.store.withdraw(latest?.id ?? "");
    screen.open("/my-phone/rescue");
    await screen.sees(text.wordless(1));
  });

  test("that cannot be made says so", async () => {
    await unsent("A wren came.");
    screen.open("/my-phone/rescue");
    await screen.sees(text.save);
    vi.spyOn(URL, "createObjectURL").mockImplementation(() => {
      throw new Error("full");
    });
    await screen.press(text.save);
    expect(screen.text).toContain(text.failed);
  });

  test("can be handed to another app where the browser does that", async () => {
    await unsent("A wren came.");
    const share = vi.fn(() => Promise.resolve());
    Object.assign(navigator, { canShare: () => true, share });
    screen.open("/my-phone/rescue");
    await screen.sees(text.share);
    await screen.press(text.share);
    expect(share).toHaveBeenCalledWith({ files: [expect.objectContaining({ name: `unsent-${TODAY}.html` })] });
    Object.assign(navigator, { canShare: undefined, share: undefined });
  });

  test("is not offered where nothing waits", async () => {
    await unsent();
    screen.open("/my-phone/rescue");
    await screen.stands(text.none);
    screen.open("/my-phone");
    await screen.sees(later.myPhone.copies);
    expect(screen.text).not.toContain(text.row);
  });

  test("is one step from My phone, from the question before a wipe, and from each entry that waits", async () => {
    await unsent("A wren came.");
    screen.open("/my-phone");
    await screen.sees(text.row);
    await screen.press(later.myPhone.stop);
    screen.follow("Save a copy");
    await screen.stands(text.title);
    screen.open(`/history/${screen.kept("homework")[0]?.id ?? ""}`);
    await screen.sees(text.row);
    screen.follow(text.row);
    await screen.stands(text.title);
  });
});

describe("what is not sent for a day", () => {
  test("is said on Today with since when, the last contact, another try and the file, and never as sent", async () => {
    await unsent("A wren came.");
    screen.open();
    await screen.stands(t.day.answered);
    expect(screen.text).not.toContain(t.state.longWaitText);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY_MS });
    screen.open("/history");
    screen.open();
    await screen.sees(t.state.longWaitText);
    expect(screen.text).toContain("Something is not sent yet, since");
    expect(screen.text).toContain("Last contact");
    expect(screen.text).not.toContain("is sent");
    expect(screen.has("button", t.tryNow) || screen.has("button", t.state.sending)).toBe(true);
    screen.follow(t.state.saveCopy);
    await screen.stands(text.title);
  });

  test("is said to a phone that is signed out too, which has no use for another try", async () => {
    await unsent("A wren came.");
    screen.practice.unwelcome = { status: 401, code: "signed_out" };
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY_MS });
    screen.open();
    await screen.sees(t.state.signedOut);
    await screen.sees(t.state.saveCopy);
    expect(screen.has("button", t.tryNow)).toBe(false);
  });
});

describe("the phone's promise to keep what is stored", () => {
  function answers(persisted: boolean, persist: boolean): ReturnType<typeof vi.fn> {
    const asked = vi.fn(() => Promise.resolve(persist));
    const storage = { persisted: () => Promise.resolve(persisted), persist: asked };
    Object.defineProperty(navigator, "storage", { configurable: true, value: storage });
    return asked;
  }

  test("is asked for when the first things are settled", async () => {
    screen = await aScreen(undefined, false);
    const asked = answers(false, true);
    screen.open();
    await screen.press(later.myPhone.consentAgree);
    await screen.sees(later.myPhone.readOn);
    await screen.press(later.myPhone.readOn);
    await screen.sees(t.share.chooseKeep);
    expect(asked).not.toHaveBeenCalled();
    await screen.press(t.share.chooseKeep);
    await vi.waitFor(() => {
      expect(asked).toHaveBeenCalledOnce();
    });
  });

  test.each([
    [true, later.myPhone.storageKept],
    [false, later.myPhone.storageRefused],
  ])("given or not (%s), its answer is shown", async (given, said) => {
    screen = await aScreen();
    answers(false, given);
    screen.open("/my-phone");
    await screen.sees(later.myPhone.storageMaybe);
    await screen.press(later.myPhone.storageAsk);
    await screen.sees(said);
    expect(screen.has("button", later.myPhone.storageAsk)).toBe(false);
  });
});

// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Unreachable } from "../api/errors.ts";
import type { CalendarReply } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { type CalendarApi, InCalendar } from "./calendar.tsx";

const text = later.calendarFeed;
const ADDRESS = "https://app.example.org/calendar/secret.ics";
const off: CalendarReply = { on: false, address: null };
const on: CalendarReply = { on: true, address: null };
const made: CalendarReply = { on: true, address: ADDRESS };

let root: HTMLElement;
beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

/** The section, with its second way opened. */
function shown(api: Partial<CalendarApi>): void {
  const all = { calendar: () => Promise.resolve(off), askCalendar: () => Promise.resolve(off), ...api };
  render(<InCalendar api={all} />, root);
  const fold = root.querySelector("details");
  if (fold === null) throw new Error("nothing to open");
  fold.open = true;
  fold.dispatchEvent(new Event("toggle"));
}

const says = async (words: string): Promise<void> => {
  await vi.waitFor(() => {
    expect(root.textContent).toContain(words);
  });
};
const press = (words: string): void => {
  const found = [...root.querySelectorAll("button")].find((one) => one.textContent.includes(words));
  if (found === undefined) throw new Error(`no button “${words}”`);
  found.click();
};
const field = (): HTMLInputElement | null => root.querySelector("input");

describe("reminders in a calendar", () => {
  test("the file is a download with a neutral name, and nothing is asked before the fold is opened", () => {
    const calendar = vi.fn(() => Promise.resolve(off));
    render(<InCalendar api={{ calendar, askCalendar: calendar }} />, root);
    const link = root.querySelector("a");
    expect([link?.getAttribute("href"), link?.getAttribute("download")]).toEqual(["/api/reminders/once.ics", "calendar.ics"]);
    expect(calendar).not.toHaveBeenCalled();
  });

  test("who else may see the calendar is said before anything is made of it", async () => {
    const askCalendar = vi.fn(() => Promise.resolve(made));
    shown({ askCalendar });
    expect(root.textContent.indexOf(text.others)).toBeLessThan(root.textContent.indexOf(text.once));
    await says(text.make);
    expect(askCalendar).not.toHaveBeenCalled();
    press(text.make);
    await vi.waitFor(() => {
      expect(field()?.value).toBe(ADDRESS);
    });
    expect(askCalendar).toHaveBeenCalledExactlyOnceWith(true);
    expect(document.activeElement).toBe(field());
    for (const { how } of Object.values(text.app)) expect(root.textContent).toContain(how);
  });

  test("it copies, and says how by hand where the browser does not", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { userAgent: "Android", clipboard: { writeText } });
    shown({ calendar: () => Promise.resolve(made) });
    await says(text.label);
    press(text.copy);
    await says(text.copied);
    expect(writeText).toHaveBeenCalledWith(ADDRESS);
    vi.stubGlobal("navigator", { userAgent: "Android" });
    press(text.copy);
    await says(text.copyByHand);
  });

  test("only where a calendar takes it for certain, it opens there", async () => {
    vi.stubGlobal("navigator", { userAgent: "iPhone" });
    shown({ calendar: () => Promise.resolve(made) });
    await says(text.open);
    expect(root.querySelector("a.small")?.getAttribute("href")).toBe("webcal://app.example.org/calendar/secret.ics");
  });

  test("one that was made before cannot be seen, only ended or replaced", async () => {
    const askCalendar = vi.fn(() => Promise.resolve(off));
    shown({ calendar: () => Promise.resolve(on), askCalendar });
    await says(text.on);
    expect(field()).toBeNull();
    expect(root.textContent).toContain(text.anew);
    press(text.end);
    await says(text.endAsk);
    expect(askCalendar).not.toHaveBeenCalled();
    press(text.endYes);
    await says(text.ended);
    expect(document.activeElement?.textContent).toBe(text.ended);
    expect(askCalendar).toHaveBeenCalledExactlyOnceWith(false);
    expect(root.textContent).toContain(text.make);
  });

  test("without a connection it says so, and tries again", async () => {
    const calendar = vi.fn<() => Promise<CalendarReply>>().mockRejectedValueOnce(new Unreachable("gone")).mockResolvedValue(off);
    shown({ calendar, askCalendar: () => Promise.reject(new Unreachable("gone")) });
    await says(text.unreachable);
    press(t.tryNow);
    await says(text.make);
    press(text.make);
    await says(text.failed);
    expect(root.textContent).toContain(text.make);
  });
});

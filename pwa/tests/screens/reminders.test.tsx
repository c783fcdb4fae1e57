// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AgreedReminder, DeliveryItem } from "../../src/api/wire.ts";
import { plusDays } from "../../src/entry/day.ts";
import { tapBody } from "../../src/homework/log.ts";
import { t } from "../../src/i18n/catalogue.ts";
import { wallTime } from "../../src/i18n/dates.ts";
import { text } from "../../src/i18n/reminders.ts";
import { occurrenceId } from "../../src/reminders/occurrence.ts";
import { remade, standing } from "../../src/reminders/phone.ts";
import { pressed } from "../../src/reminders/pressed.ts";
import { doneHere, noteDone, usualShareOf } from "../../src/store/notes.ts";
import { agreed, aScreen, assignment, type Screen, TODAY, WALK } from "./screen.tsx";

const REMINDER = "0197a1b2-0000-7000-8000-000000000001";
const HOURS = { quiet_from: "22:00", quiet_to: "08:00", paused_until: null, most_a_day: 1, follow_up_minutes: 240 };

const daily = (part: Partial<AgreedReminder> = {}): AgreedReminder => ({
  id: REMINDER,
  about: "homework",
  subject: assignment().id,
  on: true,
  own: false,
  when: { type: "on_days", at: ["12:00"], first: plusDays(TODAY, -7), last: null, every: 1, weekdays: [0, 1, 2, 3, 4, 5, 6] },
  times: null,
  asks_time: false,
  ...part,
});

let screen: Screen;

beforeEach(() => {
  standing.value = "looking";
  remade.value = false;
  pressed.value = new Set();
});

afterEach(() => {
  screen.close();
});

/** What the server says from the next exchange on. */
function says(reminder: AgreedReminder, version: string, turned_on = true): void {
  screen.practice.agreed = { ...agreed(), reminders: { turned_on, hours: HOURS, reminders: [reminder] } };
  screen.practice.agreedVersion = version;
}

async function with_(reminder = daily(), turned_on = true): Promise<void> {
  screen = await aScreen();
  says(reminder, "1", turned_on);
  await screen.phone.sync();
}

/** The phone has looked at itself: this browser takes no pushes. */
const lookedAt = (): Promise<void> =>
  vi.waitFor(() => {
    expect(standing.value).toBe("unsupported");
  });

const occurrence = (day = TODAY): Promise<string> => occurrenceId(REMINDER, `${day} 12:00`);

describe("the client decides", () => {
  test("whether: each switch is one entry, with what was agreed left alone", async () => {
    await with_();
    screen.practice.faults = Array.from({ length: 30 }, () => "offline" as const);
    screen.open("/reminders");
    await screen.sees(WALK);
    await screen.choose(WALK);
    await screen.keeps("reminder_choice", { on: false, at: null, weekdays: null, minutes: null });
    await screen.choose(WALK);
    await screen.keeps("reminder_choice", { on: true, at: null, weekdays: null, minutes: null });
  });

  test("when: other days and times, which show before the server knows them; and back to what was agreed", async () => {
    await with_();
    screen.practice.faults = Array.from({ length: 30 }, () => "offline" as const);
    screen.open("/reminders");
    await screen.sees(text.change);
    screen.find("details").toggleAttribute("open");
    screen.find("details").dispatchEvent(new Event("toggle"));
    await screen.sees(text.save);
    for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]) await screen.choose(day);
    await screen.press(text.save);
    await screen.sees(text.daysNone);
    await screen.choose("Thu");
    await screen.type(`at-${REMINDER}-0`, "17:30");
    await screen.press(text.save);
    await screen.keeps("reminder_choice", { on: true, at: ["17:30"], weekdays: [3], minutes: null });
    await screen.sees(text.at("Thursday", wallTime("17:30")));
    await screen.sees(text.own);
    screen.find("details").toggleAttribute("open", true);
    screen.find("details").dispatchEvent(new Event("toggle"));
    await screen.sees(text.asAgreed);
    await screen.press(text.asAgreed);
    await vi.waitFor(() => {
      expect(screen.saved("reminder_choice")).toEqual([]);
    });
  });

  test("its hours: quiet ones, how often, and a pause until a day", async () => {
    await with_();
    screen.open("/reminders");
    await screen.sees(text.saveHours);
    await screen.type("not-before", "");
    await screen.press(text.saveHours);
    await screen.sees(text.hoursNone);
    await screen.type("not-before", "09:30");
    await screen.choose(text.mostOf(3));
    await screen.choose(text.followUpNone);
    await screen.press(text.saveHours);
    const hours = { quiet_from: "22:00", quiet_to: "09:30", most_a_day: 3, follow_up_minutes: null };
    await screen.keeps("reminder_hours", { ...hours, paused_until: null });
    await screen.press(text.pauseAll);
    await screen.choose("Tomorrow");
    await screen.press(text.pauseYes);
    await vi.waitFor(() => {
      expect(screen.saved("reminder_hours")[0]).toMatchObject({ paused_until: plusDays(TODAY, 1) });
    });
  });
});

describe("on Today", () => {
  test("after three without an answer it is asked once, and keeping is an answer", async () => {
    await with_(daily({ asks_time: true }));
    screen.open();
    await screen.sees(text.suits(wallTime("12:00")));
    says(daily(), "2");
    await screen.press(text.suitsKeep);
    await screen.keeps("reminder_choice", { on: true, at: null });
    await vi.waitFor(() => {
      expect(screen.text).not.toContain(text.suits(wallTime("12:00")));
    });
  });

  test("turning on is offered until the client says no", async () => {
    await with_();
    screen.open();
    await lookedAt();
    standing.value = "off";
    await screen.sees(text.offer);
    await screen.press(text.offerNo);
    await vi.waitFor(() => {
      expect(screen.text).not.toContain(text.offer);
    });
  });

  test("a loss is said in one line, and that it was mended", async () => {
    await with_();
    screen.open();
    await lookedAt();
    standing.value = "lost";
    await screen.sees("Reminders stopped on this phone");
    standing.value = "on";
    remade.value = true;
    await screen.sees(text.remade);
  });

  test("what was answered with Done on the notification asks for nothing more, before it was sent", async () => {
    await with_();
    await noteDone(screen.practice.client, await occurrence());
    screen.open();
    await screen.sees(t.reminders.doneWaits);
    expect(screen.has("button", t.homework.answers.partly)).toBe(false);
    expect(await doneHere(screen.practice.client)).toEqual([await occurrence()]);
  });

  test("what came of that Done can be taken back, and is open again then", async () => {
    await with_();
    await noteDone(screen.practice.client, await occurrence());
    const log = await screen.write("homework", tapBody("done"), assignment().id);
    screen.open();
    await screen.sees(t.form.undo);
    await vi.waitFor(async () => {
      expect(await doneHere(screen.practice.client)).toEqual([]);
    });
    await screen.store.withdraw(log);
    await screen.sees(t.homework.answers.partly);
    expect(screen.text).not.toContain(t.reminders.doneWaits);
  });
});

describe("a reminder that was tapped", () => {
  test("has the same one tap as Today, and says that it was opened", async () => {
    await with_();
    screen.open(`/reminder/${await occurrence()}`);
    await screen.sees(text.opened);
    await screen.press(t.homework.answers.done);
    await screen.sees(t.form.undo);
    expect(screen.logs()).toMatchObject([{ answer: "done" }]);
    expect(screen.practice.reminders.seen).toContainEqual({ occurrence: await occurrence(), what: "opened" });
  });

  test("can be put off, with no action on a notification", async () => {
    await with_();
    screen.open(`/reminder/${await occurrence()}`);
    await screen.sees(text.later.minutes);
    await screen.press(text.later.minutes);
    await screen.sees("You hear of it again");
    expect(screen.kept("reminder_later")).toMatchObject([{ subject: await occurrence() }]);
    screen.open("/history");
    await screen.sees(t.log.title);
    expect(screen.text).not.toContain(t.reminders.minor);
  });

  test("of a day that Today has no card for leads to the form of that day", async () => {
    await with_();
    screen.open(`/reminder/${await occurrence(plusDays(TODAY, -3))}`);
    await screen.stands(WALK);
    expect(location.search).toBe(`?day=${plusDays(TODAY, -3)}`);
  });

  test("that was changed since is found in the server's list; and nowhere, Today stands", async () => {
    await with_();
    const id = "1b671a64-40d5-591e-99b0-da01ff1f3341";
    const item: DeliveryItem = {
      occurrence: id,
      reminder: REMINDER,
      about: "homework",
      subject: assignment().id,
      day: TODAY,
      due_at: `${TODAY}T12:00:00Z`,
      open_until: `${plusDays(TODAY, 2)}T03:00:00Z`,
      later_until: null,
      why: null,
      steps: [],
    };
    screen.practice.reminders.list = { coming: [], items: [item] };
    screen.open(`/reminder/${id}`);
    await screen.sees(text.opened);
    screen.practice.reminders.list = null;
    screen.open("/reminder/1b671a64-40d5-591e-99b0-da01ff1f3342");
    await screen.stands(t.day.open(1));
  });
});

describe("what stays on this phone", () => {
  test("ends its reminder by one word to the server, said once, and the worker offers no Done", async () => {
    await with_();
    await screen.store.keepSetting("share", "only_here");
    screen.open();
    await screen.store.save({
      kind: "homework",
      subject: assignment().id,
      share: "only_here",
      bring_up: false,
      local_date: TODAY,
      body: tapBody("done"),
    });
    await vi.waitFor(() => {
      expect(screen.kept("reminder_stop")).toMatchObject([{ subject: REMINDER, body: { due: `${TODAY} 12:00` } }]);
    });
    await vi.waitFor(async () => {
      expect(await usualShareOf(screen.practice.client)).toBe("only_here");
    });
    await screen.phone.sync();
    expect(screen.practice.rows.map(({ kind }) => kind)).not.toContain("homework");
    expect(screen.kept("reminder_stop")).toHaveLength(1);
  });

  test("of somebody who wants no reminders nothing is told", async () => {
    await with_(daily(), false);
    screen.open();
    const private_ = { kind: "homework", subject: assignment().id, share: "only_here", bring_up: false } as const;
    await screen.store.save({ ...private_, local_date: TODAY, body: tapBody("done") });
    await screen.phone.sync();
    expect(screen.practice.rows.map(({ kind }) => kind)).not.toContain("reminder_stop");
    expect(screen.kept("reminder_stop")).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { forget } from "../../src/store/control.ts";
import { control } from "../../src/store/control_db.ts";
import { doneHere, helpOf, isDone, noteDone, noteHelp, noteMoved, noteUsualShare, takeMoved, usualShareOf } from "../../src/store/notes.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const OCCURRENCE = "1b671a64-40d5-591e-99b0-da01ff1f3341";
const OLDER = "1b671a64-40d5-591e-99b0-da01ff1f3342";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

const noted = async (): Promise<string[]> => (await (await control()).getAllKeys("current")).filter((key) => key.includes("/"));

describe("what the worker may know without a key", () => {
  test("is the usual choice, and nothing of a choice that it does not know", async () => {
    expect(await usualShareOf(practice.client)).toBeNull();
    await noteUsualShare(practice.client, "when_we_meet");
    expect(await usualShareOf(practice.client)).toBe("when_we_meet");
    await (await control()).put("current", "everybody", `share/${practice.client}`);
    expect(await usualShareOf(practice.client)).toBeNull();
  });

  test("is whom to call, where there is a lock, and the same is not written again", async () => {
    const lines = [{ name: "Samaritans", number: "116 123", hours: "Day and night" }];
    expect(await helpOf(practice.client)).toEqual([]);
    await noteHelp(practice.client, lines);
    await noteHelp(practice.client, lines);
    expect(await helpOf(practice.client)).toEqual(lines);
    await forget(practice.client);
    expect(await helpOf(practice.client)).toEqual([]);
  });

  test("comes back once: that the browser changed where it takes pushes", async () => {
    expect(await takeMoved(practice.client)).toBe(false);
    await noteMoved(practice.client);
    expect(await takeMoved(practice.client)).toBe(true);
    expect(await takeMoved(practice.client)).toBe(false);
  });

  test("is what was answered on its notification, for as long as anything is open", async () => {
    const back = setClock(() => Date.UTC(2026, 10, 1));
    await noteDone(practice.client, OLDER);
    back();
    expect(await isDone(practice.client, OLDER)).toBe(true);
    await noteDone(practice.client, OCCURRENCE);
    expect(await doneHere(practice.client)).toEqual([OCCURRENCE]);
    expect(await isDone(practice.client, OLDER)).toBe(false);
  });

  test("goes with the keys, and does not come back", async () => {
    await noteUsualShare(practice.client, "before");
    await noteDone(practice.client, OCCURRENCE);
    await noteMoved(practice.client);
    await forget(practice.client);
    await noteUsualShare(practice.client, "before");
    expect((await noted()).filter((key) => !key.startsWith("leaving/"))).toEqual([]);
  });
});

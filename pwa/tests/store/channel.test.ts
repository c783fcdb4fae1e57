import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Change, openChanges } from "../../src/store/change.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

test("a change that ends after its tab let go tells nobody, and breaks nothing", async () => {
  const heard: Change[] = [];
  const listening = openChanges("ana", (change) => heard.push(change));
  const [gone, there] = [openChanges("ana", () => undefined), openChanges("ana", () => undefined)];
  gone.close();
  gone.tell({ setting: "from a closed tab" });
  there.tell({ setting: "from an open one" });
  await expect.poll(() => heard).toEqual([{ setting: "from an open one" }]);
  listening.close();
  there.close();
});

describe("in a browser without channels", () => {
  let practice: Practice;
  let phone: Phone;

  beforeEach(async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    practice = await Practice.open();
    phone = await newPhone(practice);
  });

  afterEach(() => {
    phone.store.close();
    vi.unstubAllGlobals();
  });

  test("a tab sees what another sent when it syncs itself", async () => {
    await phone.store.save(homework("mine"));
    const tab = await phone.again();
    expect(readable(tab)).toEqual(["mine (waiting)"]);
    await phone.sync();
    expect(tab.status.value.waiting).toBe(1);
    await tab.queue.mend();
    expect(readable(tab)).toEqual(["mine (sent)"]);
    expect(tab.status.value).toMatchObject({ waiting: 0, allSent: true });
    tab.close();
  });

  test("a wipe reaches the other tab through the database", async () => {
    const tab = await phone.again();
    await phone.store.destroy();
    await expect.poll(() => tab.closed.value).toBe("gone");
    expect(tab.entries.value).toEqual([]);
    tab.close();
  });
});

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setClock } from "../../src/clock/clock.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const HOUR = 3_600_000;
let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

describe("what was agreed", () => {
  test("comes down as a whole, only when it changed", async () => {
    practice.agreedVersion = "7";
    practice.agreed = { therapist: { name: "Tomas" } } as never;
    await phone.sync();
    expect(phone.store.agreed.value?.therapist.name).toBe("Tomas");
    await phone.sync();
    expect(practice.requests.at(-1)?.agreed_version).toBe("7");
    const tab = await phone.again();
    expect(tab.agreed.value?.therapist.name).toBe("Tomas");
    tab.close();
  });

  test("the server's clock beside the phone's is known", async () => {
    const reset = setClock(() => practice.time - HOUR);
    await phone.sync();
    reset();
    expect(phone.store.status.value.skewMs).toBeGreaterThan(HOUR - 60_000);
    expect(phone.store.status.value.lastContact).toBe(new Date(practice.time).toISOString());
  });
});

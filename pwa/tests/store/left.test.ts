import { beforeEach, describe, expect, test } from "vitest";
import { ApiError, Unreachable } from "../../src/api/errors.ts";
import { control } from "../../src/store/control_db.ts";
import { finishLeaving, leave, noteLeft } from "../../src/store/left.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

let phone: Phone;
const signedOut: string[] = [];

beforeEach(async () => {
  phone = await newPhone(await Practice.open());
  signedOut.length = 0;
});

const reached = { signOut: () => Promise.resolve(void signedOut.push("told")) };
const offline = { signOut: () => Promise.reject(new Unreachable("no network")) };
const refused = { signOut: () => Promise.reject(new ApiError(401, "signed_out", "")) };

const noted = async (): Promise<boolean> => (await (await control()).getKey("current", "left")) !== undefined;

describe("leaving", () => {
  test("tells the server, and leaves nothing to be told", async () => {
    await leave(reached, () => phone.store.destroy());
    expect(signedOut).toEqual(["told"]);
    expect(await noted()).toBe(false);
    expect(await finishLeaving(offline)).toBe(true);
  });

  test("without a network tells it at the next start, before anything is asked", async () => {
    await leave(offline, () => phone.store.destroy());
    expect(await finishLeaving(offline)).toBe(false);
    expect(await finishLeaving(reached)).toBe(true);
    expect(signedOut).toEqual(["told"]);
    expect(await noted()).toBe(false);
  });

  test("is done where the server knows the phone no more", async () => {
    await leave(offline, () => phone.store.destroy());
    expect(await finishLeaving(refused)).toBe(true);
    expect(await noted()).toBe(false);
  });

  test("leaves a new invitation alone", async () => {
    await leave(offline, () => phone.store.destroy());
    await noteLeft(false);
    expect(await finishLeaving(reached)).toBe(true);
    expect(signedOut).toEqual([]);
  });
});

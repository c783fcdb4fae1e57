import { beforeEach, describe, expect, test } from "vitest";
import { addFinger, fingerOf, removeFinger, unlockByFinger } from "../../src/store/finger.ts";
import { changePin, removePin, setPin, unlock } from "../../src/store/pin.ts";
import { openStore } from "../../src/store/store.ts";
import { homework, newPhone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";
import { hurry, OTHER, PIN } from "./locking.ts";

const secret = new Uint8Array(32).fill(7);
const credential = new Uint8Array([1, 2, 3]);
const salt = new Uint8Array(32).fill(9);
const made = { credential, salt, secret };
let client: string;

hurry();

beforeEach(async () => {
  const practice = await Practice.open();
  const phone = await newPhone(practice);
  await phone.store.save(homework("mine"));
  phone.store.close();
  ({ client } = practice);
});

async function opens(dataKey: CryptoKey): Promise<string[]> {
  const store = await openStore(client, dataKey);
  const words = readable(store);
  store.close();
  return words;
}

describe("fingerprint or face", () => {
  test("opens the app beside the PIN, also after that was changed, and gives out no key that could be kept", async () => {
    await setPin(client, PIN);
    expect(await fingerOf(client)).toBeNull();
    await addFinger(client, PIN, made);
    expect(await fingerOf(client)).toMatchObject({ credential, salt });
    await changePin(client, PIN, OTHER);
    expect(await opens(await unlockByFinger(client, secret))).toEqual(["mine (waiting)"]);
    expect(await opens(await unlock(client, OTHER))).toEqual(["mine (waiting)"]);
    expect((await unlockByFinger(client, secret)).extractable).toBe(false);
  });

  test("of somebody else opens nothing", async () => {
    await setPin(client, PIN);
    await addFinger(client, PIN, made);
    await expect(unlockByFinger(client, new Uint8Array(32))).rejects.toThrow();
  });

  test("is added by who knows the PIN only", async () => {
    await expect(addFinger(client, PIN, made)).rejects.toMatchObject({ name: "NotLocked" });
    await setPin(client, PIN);
    await expect(addFinger(client, OTHER, made)).rejects.toMatchObject({ name: "WrongPin" });
    expect(await fingerOf(client)).toBeNull();
  });

  test("goes by itself, and with the PIN", async () => {
    await removeFinger(client);
    await setPin(client, PIN);
    await addFinger(client, PIN, made);
    await removeFinger(client);
    await expect(unlockByFinger(client, secret)).rejects.toMatchObject({ name: "NotLocked" });
    expect(await opens(await unlock(client, PIN))).toEqual(["mine (waiting)"]);
    await addFinger(client, PIN, made);
    await removePin(client, PIN);
    expect(await fingerOf(client)).toBeNull();
    expect(await opens(await unlockLess())).toEqual(["mine (waiting)"]);
  });
});

/** With the phone's own key again. */
async function unlockLess(): Promise<CryptoKey> {
  const store = await openStore(client);
  store.close();
  return store.dataKey;
}

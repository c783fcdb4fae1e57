import { afterEach, beforeEach, expect, test } from "vitest";
import type { ReminderPhoneRequest } from "../../src/api/wire.ts";
import { takeMoved } from "../../src/store/notes.ts";
import { onAddressChange } from "../../src/worker/address.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

const KEY = "BAAA";

let practice: Practice;
let phone: Phone;
let told: ReminderPhoneRequest[];

const api = {
  reminderPhone: (said: ReminderPhoneRequest) => {
    told.push(said);
    return Promise.resolve({ kept: said.subscription !== null, lost: false, push_key: KEY });
  },
};

const subscription = (endpoint: string): PushSubscription =>
  ({ endpoint, options: { applicationServerKey: new Uint8Array([4, 0, 0]).buffer }, getKey: () => new ArrayBuffer(1) }) as unknown as PushSubscription;

/** A browser that has lost its address, and gives another when it is asked. */
const pushes = (fresh: PushSubscription | null): PushManager =>
  ({
    getSubscription: () => Promise.resolve(null),
    subscribe: () => (fresh === null ? Promise.reject(new Error("refused")) : Promise.resolve(fresh)),
  }) as unknown as PushManager;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
  told = [];
});

afterEach(() => {
  phone.store.close();
});

test("an address that the browser changed is told to the server, and to the next start of the app", async () => {
  await onAddressChange(subscription("https://push.example/old"), pushes(subscription("https://push.example/new")), api);
  expect(told.map((one) => one.subscription?.endpoint)).toEqual(["https://push.example/new"]);
  expect(await takeMoved(practice.client)).toBe(true);
});

test("where the browser gives no other, nothing is said that is not so", async () => {
  await expect(onAddressChange(subscription("https://push.example/old"), pushes(null), api)).rejects.toThrow("refused");
  expect(told).toEqual([]);
  expect(await takeMoved(practice.client)).toBe(false);
});

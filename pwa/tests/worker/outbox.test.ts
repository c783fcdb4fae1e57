import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openWorkerStore } from "../../src/store/worker_store.ts";
import { pushOnly } from "../../src/sync/round.ts";
import { homework, newPhone, type Phone, readable } from "../phone.ts";
import { Practice } from "../practice.ts";

let practice: Practice;
let phone: Phone;

beforeEach(async () => {
  practice = await Practice.open();
  phone = await newPhone(practice);
});

afterEach(() => {
  phone.store.close();
});

describe("the worker", () => {
  test("sends without any key and asks for nothing; the page finds it sent", async () => {
    await phone.store.save(homework("in the background"));
    const store = await openWorkerStore();
    if (!store) throw new Error("the worker finds no outbox");
    await pushOnly(store.queue, phone.api);
    store.close();
    expect(practice.requests.map((request) => request.cursor)).toEqual([null]);
    expect(practice.words()).toEqual(["in the background"]);
    await expect.poll(() => readable(phone.store)).toEqual(["in the background (sent)"]);
    await expect.poll(() => phone.store.status.value.allSent).toBe(true);
  });
});

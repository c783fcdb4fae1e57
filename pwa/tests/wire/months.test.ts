import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Api, connect } from "../../src/api/api.ts";
import type { SyncReply } from "../../src/api/wire.ts";
import { newPhone } from "../phone.ts";
import { Practice } from "../practice.ts";

const folder = fileURLToPath(new URL("../../../tests/wire/", import.meta.url));
const months = readdirSync(folder).filter((name) => /^\d{4}-\d{2}$/.test(name));
const read = (month: string, name: string): string => readFileSync(`${folder}${month}/${name}`, "utf8");

const calls: Record<string, (api: Api) => Promise<unknown>> = {
  "device-reply": (api) => api.device(),
  "join-reply": (api) => api.join({ label: "phone" }),
  "access-log-reply": (api) => api.accessLog(),
  "sync-reply": (api) => api.sync({ client: "", epoch: "", cursor: 0, agreed_version: null, entries: [] }),
};

describe.each(months)("a server of %s", (month) => {
  const replies = readdirSync(`${folder}${month}`).filter((name) => name.includes("-reply"));

  test.each(replies)("is understood: %s", async (name) => {
    const call = Object.entries(calls).find(([start]) => name.startsWith(start))?.[1];
    const text = read(month, name);
    await expect(call?.(connect({ fetch: () => Promise.resolve(new Response(text)) }))).resolves.toEqual(JSON.parse(text));
  });

  test("that says no is understood", async () => {
    const api = connect({ fetch: () => Promise.resolve(new Response(read(month, "refusal.json"), { status: 400 })) });
    await expect(api.device()).rejects.toMatchObject({ status: 400, code: "malformed", retryAfter: null });
  });

  test("sends what this phone keeps and shows", async () => {
    const reply = JSON.parse(read(month, "sync-reply.json")) as SyncReply;
    const practice = await Practice.open();
    practice.epoch = reply.epoch;
    const phone = await newPhone(practice);
    await phone.store.queue.settle(reply, 0);
    const shown = reply.entries.filter((entry) => entry.current && !entry.withdrawn);
    expect(phone.store.entries.value.map(({ id, state }) => [id, state]).sort()).toEqual(
      shown.map(({ id }) => [id, "sent"]).sort(),
    );
    expect(phone.store.agreed.value).toEqual(reply.agreed);
    expect(phone.store.status.value).toMatchObject({ unreadable: 0, lastContact: reply.server_time });
    phone.store.close();
  });
});

test("there is a month to hold this against", () => {
  expect(months.length).toBeGreaterThan(0);
});

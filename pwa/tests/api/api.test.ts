import { describe, expect, test } from "vitest";
import { connect } from "../../src/api/api.ts";
import { ApiError, Unreachable } from "../../src/api/errors.ts";

const answering = (make: () => Response): ReturnType<typeof connect> =>
  connect({ fetch: () => Promise.resolve(make()) });
const sync = { client: "c", epoch: "e", cursor: 0, agreed_version: null, entries: [] };
const reply = {
  epoch: "e",
  server_time: "2026-11-23T12:00:00.000Z",
  results: [{ id: "x", revision: 1, outcome: "stored" }],
  agreed_version: "1",
  agreed: null,
  entries: [],
  cursor: 1,
  more: false,
};

describe("an answer", () => {
  test("of the server's is taken, also with fields this phone does not know", async () => {
    await expect(answering(() => Response.json({ ...reply, later: 1 })).sync(sync)).resolves.toMatchObject({ cursor: 1 });
  });

  test.each<[string, unknown]>([
    ["a page of a hotel's network", "<html>Welcome</html>"],
    ["an empty object", {}],
    ["a list", []],
    ["null", null],
    ["a result without an outcome", { ...reply, results: [{ id: "x", revision: 1 }] }],
    ["an outcome nobody knows", { ...reply, results: [{ id: "x", revision: 1, outcome: "fine" }] }],
    ["no cursor", { ...reply, cursor: undefined }],
    ["entries that are none", { ...reply, entries: [1] }],
  ])("that is %s is no answer", async (_, body) => {
    const api = answering(() => (typeof body === "string" ? new Response(body) : Response.json(body)));
    await expect(api.sync(sync)).rejects.toBeInstanceOf(Unreachable);
  });

  test("that says no carries its code, reason and wait", async () => {
    const error = { code: "slow_down", reason: "Please wait.", retry_after: 30 };
    const api = answering(() => Response.json({ error }, { status: 429 }));
    const refusal = api.join({ code: "ABCD2345", label: "phone" });
    await expect(refusal).rejects.toBeInstanceOf(ApiError);
    await expect(refusal).rejects.toMatchObject({ status: 429, code: "slow_down", retryAfter: 30 });
  });

  test("of a proxy's own is not the server's word, except that it is too large", async () => {
    await expect(answering(() => new Response("no", { status: 401 })).sync(sync)).rejects.toBeInstanceOf(Unreachable);
    await expect(answering(() => new Response("big", { status: 413 })).sync(sync)).rejects.toMatchObject({
      code: "too_large",
    });
  });
});

describe("the copy of everything", () => {
  test("is a file", async () => {
    const headers = { "Content-Type": "application/zip" };
    const file = await answering(() => new Response("PK", { headers })).everything("ABCD2345");
    await expect(file.text()).resolves.toBe("PK");
  });

  test("is no page of a hotel's network", async () => {
    await expect(answering(() => new Response("<html>Welcome</html>")).everything("ABCD2345")).rejects.toBeInstanceOf(Unreachable);
  });
});

test("every change carries the header and type that another site's form cannot send", async () => {
  const seen: RequestInit[] = [];
  const api = connect({
    fetch: (_, init) => {
      seen.push(init ?? {});
      return Promise.resolve(new Response(null, { status: 204 }));
    },
  });
  await api.signOut();
  await api.wiped("d");
  for (const init of seen) {
    expect(init).toMatchObject({ method: "POST", credentials: "same-origin", redirect: "error", cache: "no-store" });
    expect(init.headers).toMatchObject({ "X-Throughline": "1", "Content-Type": "application/json" });
  }
  expect(seen.map((init) => init.body)).toEqual(["{}", '{"device":"d"}']);
});

import { expect, test } from "vitest";
import type { Envelope } from "../../src/api/wire.ts";
import type { EntryRow } from "../../src/store/schema.ts";
import { Shelf } from "../../src/store/shelf.ts";

const envelope: Envelope = {
  kind: "homework",
  subject: null,
  share: "before",
  bring_up: false,
  local_date: "2026-11-23",
  recorded_at: "2026-11-23T12:00:00.000Z",
  zone: "Europe/Berlin",
  withdrawn: false,
  body: { words: "said" },
};
const clear = { revision: 1, device: "a", state: "waiting", seq: null, epoch: null, received_at: null } as const;
const row = (id: string): EntryRow => ({ id, ...clear, code: null, reason: null, sealed: new Uint8Array() });
const open = (id: string): { row: EntryRow; envelope: Envelope } => ({ row: row(id), envelope });
const seen = (shelf: Shelf): string[] => shelf.entries.value.map((entry) => `${entry.id} ${entry.state}`);

test("what was sent before it was opened is not shown as waiting when it is", () => {
  const shelf = new Shelf();
  shelf.restate([{ ...row("x"), state: "sent" }]);
  shelf.add([open("x")]);
  expect(seen(shelf)).toEqual(["x sent"]);
});

test("what was opened before stands against an older reading of the disk", () => {
  const shelf = new Shelf();
  shelf.replace([{ ...open("x"), row: { ...row("x"), state: "sent" } }]);
  shelf.add([open("x"), open("y")]);
  expect(seen(shelf)).toEqual(["y waiting", "x sent"]);
});

test("once all are there, news of one that is not is of one that is gone", () => {
  const shelf = new Shelf();
  shelf.full();
  shelf.restate([{ ...row("x"), state: "sent" }]);
  shelf.remove([["x", 1, "a"]]);
  shelf.add([open("x")]);
  expect(seen(shelf)).toEqual(["x waiting"]);
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { SavedEntry } from "../../src/entry/entry.ts";
import { openFile, sealFile } from "../../src/private/file.ts";

const PASSPHRASE = "lantern orchard gravel piano";
/** Written by the first version of the app that could; docs/private-file.md opens it too. */
const KEPT = new Uint8Array(readFileSync(new URL("../../../tests/wire/only_here.tloh", import.meta.url)));

const said = {
  id: "01a2153b-227c-7a0c-a78c-8a44dc0c76eb",
  revision: 2,
  kind: "homework",
  subject: null,
  local_date: "2026-11-25",
  recorded_at: "2026-11-25T19:30:00.000Z",
  zone: "Europe/London",
  body: { answer: "done", words: "One stop, then I got off." },
};
const nowhere = { received_at: null, code: null, reason: null, device: null };
const entry: SavedEntry = { ...said, share: "only_here", state: "only_here", bring_up: false, withdrawn: false, ...nowhere };

describe("a copy of what is only here", () => {
  test("opens with its passphrase, typed with or without the keyboard's space", async () => {
    const file = await sealFile([entry], PASSPHRASE);
    expect(await openFile(file, `${PASSPHRASE} `)).toEqual([said]);
  });

  test("says nothing of what is in it, and is another file each time", async () => {
    const [one, two] = await Promise.all([sealFile([entry], PASSPHRASE), sealFile([entry], PASSPHRASE)]);
    expect(Buffer.from(one).includes("stop")).toBe(false);
    expect(Buffer.from(one).equals(two)).toBe(false);
  });

  test("written by an earlier version still opens", async () => {
    expect(await openFile(KEPT, PASSPHRASE)).toMatchObject([{ id: said.id, body: said.body }]);
  });

  test("opens with no other passphrase", async () => {
    await expect(openFile(KEPT, "lantern orchard gravel pianos")).rejects.toMatchObject({ name: "DoesNotOpen" });
  });

  test.each([5, 20, 30, 40, KEPT.length - 1])("changed in its byte %i it does not open", async (at) => {
    const changed = KEPT.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(openFile(changed, PASSPHRASE)).rejects.toMatchObject({ name: "DoesNotOpen" });
  });

  test.each([
    ["cut off", KEPT.slice(0, 20), "NotAFile"],
    ["of another kind", KEPT.map((byte, at) => (at === 0 ? 0x50 : byte)), "NotAFile"],
    ["of a newer version", KEPT.map((byte, at) => (at === 4 ? 2 : byte)), "FileTooNew"],
  ])("one %s is told by its name", async (_, file, name) => {
    await expect(openFile(file, PASSPHRASE)).rejects.toMatchObject({ name });
  });

  test.each([
    { id: "../elsewhere" },
    { id: 7 },
    { revision: "2" },
    { subject: 7 },
    { local_date: "yesterday" },
    { local_date: "2026-99-99" },
    { local_date: "2026-02-30" },
    { local_date: "2026-02-28T00:00" },
    { recorded_at: "soon" },
    { recorded_at: "2026-11-25" },
    { recorded_at: "2026-02-30T19:30:00.000Z" },
    { recorded_at: "2026-11-25T25:30:00.000Z" },
    { zone: "Nowhere/Else" },
    { body: null },
    { body: [] },
    { body: "words" },
  ])("with something strange in it is refused whole: %j", async (strange) => {
    const file = await sealFile([entry, { ...entry, ...strange } as SavedEntry], PASSPHRASE);
    await expect(openFile(file, PASSPHRASE)).rejects.toMatchObject({ name: "NotAFile" });
  });

  test("about something agreed is still about it", async () => {
    const about = { ...entry, subject: "0190c8a0-0000-7000-8000-000000000001" };
    expect(await openFile(await sealFile([about], PASSPHRASE), PASSPHRASE)).toMatchObject([{ subject: about.subject }]);
  });
});

import { describe, expect, test } from "vitest";
import type { Envelope } from "../../src/api/wire.ts";
import type { RowState } from "../../src/store/schema.ts";
import { type OpenRow, shown } from "../../src/store/view.ts";

function row(revision: number, device: string, words: string | null, state: RowState = "sent"): OpenRow {
  const envelope: Envelope = {
    kind: "homework",
    subject: null,
    share: "before",
    bring_up: false,
    local_date: "2026-11-23",
    recorded_at: "2026-11-23T12:00:00.000Z",
    zone: "Europe/Berlin",
    withdrawn: words === null,
    body: words === null ? null : { words },
  };
  const clear = { id: "x", revision, device, state, seq: 1, epoch: "e", received_at: null, code: null, reason: null };
  return { row: clear, envelope };
}

const seen = (rows: OpenRow[]): string[] =>
  shown(rows).map(({ revision, body, state }) => `${revision} ${JSON.stringify(body?.["words"])} ${state}`);

describe("what is shown of one entry", () => {
  test.each<[string, OpenRow[], string[]]>([
    ["nothing of nothing", [], []],
    ["the latest revision", [row(1, "a", "old"), row(2, "a", "new")], ['2 "new" sent']],
    ["the latest, in whatever order they lie", [row(2, "a", "new"), row(1, "a", "old")], ['2 "new" sent']],
    ["nothing once it was withdrawn", [row(1, "a", "old"), row(2, "a", null)], []],
    ["an entry that was saved again after it was withdrawn", [row(1, "a", null), row(2, "a", "back")], ['2 "back" sent']],
    [
      "both sides of a conflict that is not answered yet, the one that counts first",
      [row(2, "a", "mine", "conflict"), row(2, "b", "theirs")],
      ['2 "theirs" sent', '2 "mine" conflict'],
    ],
    [
      "both sides of one that is answered",
      [row(2, "a", "mine", "conflict"), row(2, "b", "theirs"), row(3, "a", "mine")],
      ['3 "mine" sent', '2 "theirs" conflict'],
    ],
    [
      "one side only after the next change",
      [row(2, "a", "mine"), row(2, "b", "theirs"), row(3, "a", "mine"), row(4, "b", "both")],
      ['4 "both" sent'],
    ],
    ["one of two that say the same", [row(2, "a", "same"), row(2, "b", "same")], ['2 "same" sent']],
    ["as needing a fix still what was mended by words that are not here", [row(1, "a", "bad", "mended")], ['1 "bad" refused']],
    ["a refused one as such", [row(1, "a", "bad", "refused")], ['1 "bad" refused']],
  ])("is %s", (_, rows, expected) => {
    expect(seen(rows)).toEqual(expected);
  });
});

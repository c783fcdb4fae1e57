import { expect, test } from "vitest";
import { t } from "../i18n/catalogue.ts";
import { callName } from "./names.ts";
import { proofText, type Proven } from "./proof.tsx";
import { readerOf } from "./share.tsx";
import { standingText } from "./status_line.tsx";

const TODAY = "2026-11-19";
const entry = (part: Partial<Proven>): Proven => ({
  state: "waiting",
  recorded_at: "2026-11-19T14:00:00.000Z",
  received_at: null,
  code: null,
  ...part,
});

test("each state of safe keeping has a shape of its own and words", () => {
  expect(proofText(entry({}), TODAY).as).toBe("here");
  expect(proofText(entry({ state: "sent", received_at: "2026-11-19T14:02:00.000Z" }), TODAY).as).toBe("safe");
  expect(proofText(entry({ state: "newer" }), TODAY)).toEqual({ as: "here", text: t.log.newer });
  expect(proofText(entry({ state: "refused", code: "day_ahead" }), TODAY)).toEqual({
    as: "no",
    text: t.log.needsFix(t.log.why.day_ahead),
  });
  expect(proofText(entry({ state: "refused", code: "not known here" }), TODAY).text).toBe(t.log.needsFix(t.log.why.other));
});

test("nothing says all is sent while one entry waits, needs a fix or is held back", () => {
  const standing = { waiting: 0, refused: 0, newer: 0, lastContact: null, allSent: true };
  const said = (part: object): string =>
    standingText({ standing: { ...standing, ...part }, today: TODAY, any: true })?.text ?? "";
  expect(said({})).toBe(t.state.allSentPlain);
  for (const part of [{ waiting: 1 }, { refused: 1 }, { newer: 1 }, { allSent: false }]) {
    expect(said(part)).not.toContain(t.state.allSentPlain);
  }
  expect(standingText({ standing, today: TODAY, any: false })).toBeNull();
});

test("who can read an entry is said as it is on that day", () => {
  const held = { share: "when_we_meet" as const, bring_up: false, received_at: null };
  const said = (part: object, opening: { day: string; begun: boolean } | null = null): string =>
    readerOf({ ...held, ...part }, opening, "Tomas");
  expect(said({})).toBe(t.share.shortMeetOpen);
  expect(said({}, { day: "Tuesday", begun: false })).toBe(t.share.shortMeetOn("Tuesday"));
  expect(said({}, { day: "Tuesday", begun: true })).toBe(t.share.shortMet("Tomas", "Tuesday"));
  expect(said({ share: "before" })).toBe(t.share.shortUnsent("Tomas"));
  const sent = { share: "before", bring_up: true, received_at: "2026-11-19T14:02:00.000Z" };
  expect(said(sent)).toBe(t.share.withBringUp(t.share.shortBefore("Tomas")));
});

test("a therapist is called by the first name, or by the whole one where it has a title", () => {
  expect(callName("Tomas Keller")).toBe("Tomas");
  expect(callName("Dr Keller")).toBe("Dr Keller");
  expect(callName("Dipl.-Psych. Tomas Keller")).toBe("Dipl.-Psych. Tomas Keller");
});

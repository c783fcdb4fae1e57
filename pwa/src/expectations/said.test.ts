import { expect, test } from "vitest";
import type { Agreed, Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Kind } from "./bodies.ts";
import { expectations } from "./kind.ts";
import { describe as say } from "./said.ts";

const text = t.expectations;
const RIDE = "0190c8a0-0000-7000-8000-000000000001";
const agreed = { homework: [{ id: RIDE, what: "Ride the bus" }] } as unknown as Agreed;

const entry = (kind: Kind, body: Body, subject: string | null = null): SavedEntry => ({
  id: "e1", revision: 1, kind, subject, share: "before", bring_up: false, local_date: "2026-11-19",
  recorded_at: "2026-11-19T12:00:00.000Z", zone: "Europe/London", withdrawn: false, body, state: "sent",
  received_at: null, code: null, reason: null, device: null,
});

const NO_LEVELS = { much_less: null, less: null, more: null, much_more: null, start: -1, in_the_way: null, offered: null };

test.each<[Kind, Body, string, string[]]>([
  ["expectation", { ...NO_LEVELS, words: "Twice.", by: "2026-12-12", likelihood: null }, "What I expect by", [text.words, text.byName, text.likelyName]],
  ["expectation_look", { looks: "too_hopeful", then: "keep", words: null, by: null, likelihood: null, note: null }, "Looked again: too hopeful", [text.thenName]],
  ["expectation_review", { level: null, happened: null, learned: null }, "What happened: rather not say", []],
  ["therapy_expectation", { change: null, hope: null, sessions: 20 }, text.therapy, [text.sessionsName]],
  ["prediction", { situation: "The queue.", fear: "I faint.", likelihood: null, how_bad: null, on: null }, text.predictionTitle, [text.situation, text.fearName, text.likelyName, text.howBadName]],
  ["prediction_outcome", { happened: "no", how_bad: null, what: null, learned: null }, "What came of a prediction: it did not happen", [text.howBadName]],
])("%s with nothing more than it needs", (kind, body, title, names) => {
  const said = say(kind, entry(kind, body), agreed);
  expect(said.title).toContain(title);
  expect(said.lines.map(({ name }) => name)).toEqual(names);
});

test("levels that were written stand with where it began, and what it is about has its name", () => {
  const body = { ...NO_LEVELS, words: "Twice.", by: "2026-12-12", likelihood: 70, more: "Daily.", start: -2 };
  const { lines } = say("expectation", entry("expectation", body, RIDE), agreed);
  expect(lines).toContainEqual({ name: text.aboutName, value: "Ride the bus", own: true });
  expect(lines).toContainEqual({ name: text.levels["1"], value: "Daily.", own: true });
  expect(lines).toContainEqual({ name: text.startName, value: text.levels["-2"], own: false });
  expect(lines).toContainEqual({ name: text.likelyName, value: "70 in 100: likely" });
});

test("no chance at all is an answer", () => {
  const body = { situation: "The queue.", fear: "I faint.", likelihood: 0, how_bad: 0, on: null };
  const values = say("prediction", entry("prediction", body), null).lines.map(({ value }) => value);
  expect(values).toContain("0 in 100: no chance");
  expect(values).toContain("0 in 100: not bad");
});

test.each<[Kind, Body, string | null]>([
  ["expectation", {}, "/expectations/new?entry=e1"],
  ["expectation_look", {}, "/expectations/s1/look?entry=e1"],
  ["expectation_review", {}, "/expectations/s1"],
  ["therapy_expectation", {}, "/expectations/therapy?entry=e1"],
  ["prediction", {}, "/predictions/new?entry=e1"],
  ["prediction_outcome", {}, "/predictions/s1"],
])("%s is changed where it was said", (kind, body, path) => {
  expect(expectations.find((one) => one.kind === kind)?.route(entry(kind, body, "s1"))).toBe(path);
});

test("what came of nothing is changed nowhere", () => {
  for (const kind of ["expectation_look", "expectation_review", "prediction_outcome"] as const) {
    expect(expectations.find((one) => one.kind === kind)?.route(entry(kind, {}))).toBeNull();
  }
});

test.each<[Kind, Body]>([
  ["expectation", { ...NO_LEVELS, words: "Twice.", by: "soon", likelihood: null }],
  ["expectation", { ...NO_LEVELS, words: null, by: "2026-12-12", likelihood: null }],
  ["expectation", { ...NO_LEVELS, words: "Twice.", by: "2026-12-12", likelihood: 101 }],
  ["expectation_look", { looks: "just_so", then: "keep", words: null, by: null, likelihood: null, note: null }],
  ["expectation_review", { level: 3, happened: null, learned: null }],
  ["expectation_review", { level: 0.5, happened: null, learned: null }],
  ["therapy_expectation", { change: null, hope: null, sessions: 0 }],
  ["prediction", { situation: "The queue.", fear: 1, likelihood: null, how_bad: null, on: null }],
  ["prediction_outcome", { happened: "perhaps", how_bad: null, what: null, learned: null }],
])("a body of %s that this version cannot read is left alone: %j", (kind, body) => {
  expect(expectations.find((one) => one.kind === kind)?.check(body)).toBe(false);
});

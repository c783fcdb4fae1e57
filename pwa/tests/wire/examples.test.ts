import { describe, expect, test } from "vitest";
import examples from "../../../tests/wire/envelopes.json";
import type { Body, Envelope } from "../../src/api/wire.ts";
import { checkLengths, envelopeText, readEnvelope, saysTheSame, TooLong, WORDS_MAX } from "../../src/entry/envelope.ts";
import { kinds } from "../../src/kinds.ts";

/** The envelope; where `words` says so, with that character so many times as its words. */
function content(example: (typeof examples.examples)[0]): Envelope {
  const envelope = example.envelope as Envelope;
  if (!example.words || !envelope.body) return envelope;
  const [character, times] = example.words as [string, number];
  return { ...envelope, body: { ...envelope.body, words: character.repeat(times) } };
}

function tooLong(body: Body, text: string): boolean {
  try {
    checkLengths(body, text);
    return false;
  } catch (error) {
    if (error instanceof TooLong) return true;
    throw error;
  }
}

const longWords = (body: Body | null): boolean => {
  const words = body?.["words"];
  return typeof words === "string" && Array.from(words).length > WORDS_MAX;
};

describe("an example entry that the server", () => {
  for (const example of examples.examples) {
    const envelope = content(example);
    const { body } = envelope;
    const kind = kinds.find((one) => one.kind === envelope.kind);

    if (example.code === null) {
      test(`keeps is kept and read by the phone: ${example.name}`, () => {
        const text = envelopeText(envelope);
        expect(saysTheSame(readEnvelope(text), envelope)).toBe(true);
        if (body) expect([tooLong(body, text), kind?.check(body)]).toEqual([false, true]);
      });
    } else if (example.code === "too_long" && longWords(body)) {
      test(`refuses for its length is stopped before it is saved: ${example.name}`, () => {
        expect(body && tooLong(body, envelopeText(envelope))).toBe(true);
      });
    } else if (example.code === "out_of_range" || example.code === "not_a_number") {
      test(`refuses for a number is none of the phone's: ${example.name}`, () => {
        expect(body && kind?.check(body)).toBe(false);
      });
    }
  }

  test("refuses for its words or a number is among the examples", () => {
    const codes = examples.examples.map((example) => example.code);
    for (const code of [null, "too_long", "out_of_range", "not_a_number"]) expect(codes).toContain(code);
  });
});

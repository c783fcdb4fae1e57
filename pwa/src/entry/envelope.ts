import type { Body, Envelope, Json, Share } from "../api/wire.ts";

/** The longest text of a person's own words, in characters. */
export const WORDS_MAX = 4000;
/** The longest plaintext of an entry, in bytes of UTF-8: what the server takes. */
export const ENVELOPE_MAX = 32 * 1024;

/** More than the server takes. `field` names what is too long, null for the entry as a whole. */
export class TooLong extends Error {
  override name = "TooLong";
  readonly field: string | null;
  constructor(field: string | null) {
    super(field === null ? "The entry is too long." : `${field} is too long.`);
    this.field = field;
  }
}

export interface EnvelopeParts {
  kind: string;
  subject: string | null;
  share: Share;
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  zone: string;
  /** null withdraws the entry. */
  body: Body | null;
}

/** The plaintext of an entry, its fields in one fixed order: the server tells a repeat by the same bytes. */
export function envelopeText(parts: EnvelopeParts): string {
  const { kind, subject, share, bring_up, local_date, recorded_at, zone, body } = parts;
  const withdrawn = body === null;
  const envelope: Envelope = { kind, subject, share, bring_up, local_date, recorded_at, zone, withdrawn, body };
  return JSON.stringify(envelope);
}

/** @throws TooLong where the server would refuse it for its length */
export function checkLengths(body: Body, text: string): void {
  for (const [field, value] of Object.entries(body)) checkLength(field, value);
  if (new TextEncoder().encode(text).length > ENVELOPE_MAX) throw new TooLong(null);
}

/** Whether two envelopes say the same, in whatever order their fields stand. */
export function saysTheSame(one: Envelope, other: Envelope): boolean {
  return JSON.stringify(ordered({ ...one })) === JSON.stringify(ordered({ ...other }));
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(value[name] ?? null)]));
}

/** Reads what envelopeText wrote. Only for text that was authenticated when it was opened. */
export function readEnvelope(text: string): Envelope {
  return JSON.parse(text) as Envelope;
}

function checkLength(field: string, value: Json): void {
  // Counted as the server counts: by code points, not by UTF-16 units.
  if (typeof value === "string" && value.length > WORDS_MAX && Array.from(value).length > WORDS_MAX) {
    throw new TooLong(field);
  }
}

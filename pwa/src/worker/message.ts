import { isUuid } from "../entry/uuid.ts";

/** What a push says. */
export interface Message {
  title: string | null;
  body: string | null;
  /** Which occurrence it is about, an opaque id; null where that cannot be read. */
  occurrence: string | null;
  /** Whether *Done* is a whole answer to it. */
  oneTap: boolean;
}

/** Reads a push in the form of Declarative Web Push. Never throws: whatever arrives has to be shown. */
export function readMessage(text: string | null): Message {
  const notification = field(parsed(text), "notification");
  return {
    title: textOr(field(notification, "title")),
    body: textOr(field(notification, "body")),
    ...readData(field(notification, "data")),
  };
}

/** The same of what a notification carries with it. */
export function readData(data: unknown): Pick<Message, "occurrence" | "oneTap"> {
  const occurrence = field(data, "occurrence");
  if (typeof occurrence !== "string" || !isUuid(occurrence)) return { occurrence: null, oneTap: false };
  return { occurrence, oneTap: field(data, "one_tap") === true };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

const textOr = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

import type {
  AccessLogReply,
  CalendarReply,
  DeliveriesReply,
  DeviceReply,
  ErrorReply,
  JoinReply,
  MyWeekReply,
  ReminderPhoneReply,
  SyncReply,
  SyncResult,
  TestReply,
} from "./wire.ts";

/** Just enough of each answer's shape that a cut-off or foreign one is never taken for the server's word. */

type Fields = Record<string, unknown>;

function fields(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

const OUTCOMES: unknown[] = ["stored", "already_stored", "refused", "conflict"];

function isResult(value: unknown): value is SyncResult {
  const result = fields(value);
  return (
    result !== null &&
    typeof result["id"] === "string" &&
    typeof result["revision"] === "number" &&
    OUTCOMES.includes(result["outcome"])
  );
}

export function isSyncReply(value: unknown): value is SyncReply {
  const reply = fields(value);
  return (
    reply !== null &&
    typeof reply["epoch"] === "string" &&
    typeof reply["server_time"] === "string" &&
    Array.isArray(reply["results"]) &&
    reply["results"].every(isResult) &&
    Array.isArray(reply["entries"]) &&
    reply["entries"].every((entry) => typeof fields(entry)?.["id"] === "string") &&
    typeof reply["more"] === "boolean" &&
    (reply["cursor"] === null || typeof reply["cursor"] === "number") &&
    (reply["agreed"] === null || fields(reply["agreed"]) !== null)
  );
}

export function isDeviceReply(value: unknown): value is DeviceReply {
  const reply = fields(value);
  const key = reply?.["exchange_key"];
  return (
    reply !== null &&
    (reply["state"] === "waiting" || reply["state"] === "joined") &&
    typeof reply["client"] === "string" &&
    typeof reply["device"] === "string" &&
    typeof reply["epoch"] === "string" &&
    (key === null || typeof fields(key)?.["public"] === "string")
  );
}

export function isJoinReply(value: unknown): value is JoinReply {
  const reply = fields(value);
  return reply !== null && typeof reply["client"] === "string" && typeof reply["check"] === "string";
}

export function isLogReply(value: unknown): value is AccessLogReply {
  const reply = fields(value);
  return reply !== null && Array.isArray(reply["sentences"]) && typeof reply["more"] === "boolean";
}

export function isMyWeekReply(value: unknown): value is MyWeekReply {
  const reply = fields(value);
  return (
    reply !== null &&
    ["first", "last", "at"].every((name) => typeof reply[name] === "string") &&
    Array.isArray(reply["sections"]) &&
    reply["sections"].every((section) => Array.isArray(fields(section)?.["lead"]) && Array.isArray(fields(section)?.["blocks"]))
  );
}

export function isCalendarReply(value: unknown): value is CalendarReply {
  const reply = fields(value);
  const address = reply?.["address"];
  return reply !== null && typeof reply["on"] === "boolean" && (address === null || typeof address === "string");
}

export function isReminderPhoneReply(value: unknown): value is ReminderPhoneReply {
  const reply = fields(value);
  const key = reply?.["push_key"];
  return typeof reply?.["kept"] === "boolean" && typeof reply["lost"] === "boolean" && (key === null || typeof key === "string");
}

export function isTestReply(value: unknown): value is TestReply {
  return typeof fields(value)?.["occurrence"] === "string";
}

export function isDeliveriesReply(value: unknown): value is DeliveriesReply {
  const reply = fields(value);
  return (
    Array.isArray(reply?.["coming"]) &&
    reply["coming"].every((one) => typeof fields(one)?.["due_at"] === "string") &&
    Array.isArray(reply["items"]) &&
    reply["items"].every((one) => typeof fields(one)?.["occurrence"] === "string" && Array.isArray(fields(one)?.["steps"]))
  );
}

export function readError(text: string): ErrorReply["error"] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const error = fields(fields(parsed)?.["error"]);
  if (error === null || typeof error["code"] !== "string") return null;
  const after = error["retry_after"];
  return {
    code: error["code"],
    reason: typeof error["reason"] === "string" ? error["reason"] : "",
    ...(typeof after === "number" ? { retry_after: after } : {}),
  };
}

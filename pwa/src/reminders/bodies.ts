import type { Body, ReminderChoiceBody, ReminderHoursBody } from "../api/wire.ts";

const isTime = (value: unknown): boolean => typeof value === "string" && /^\d\d:\d\d$/.test(value);
const isList = (value: unknown, fits: (one: unknown) => boolean): boolean => value === null || (Array.isArray(value) && value.every(fits));
const isCount = (value: unknown): boolean => Number.isInteger(value);

/** Whether this version of the app can read such a body. */
export const checks = {
  reminder_choice: (body: Body): boolean =>
    typeof body["on"] === "boolean" &&
    isList(body["at"], isTime) &&
    isList(body["weekdays"], isCount) &&
    (body["minutes"] === null || isCount(body["minutes"])),
  reminder_hours: (body: Body): boolean =>
    isTime(body["quiet_from"]) &&
    isTime(body["quiet_to"]) &&
    [1, 2, 3, 4, 5].includes(body["most_a_day"] as number) &&
    (body["paused_until"] === null || typeof body["paused_until"] === "string") &&
    (body["follow_up_minutes"] === null || isCount(body["follow_up_minutes"])),
  reminder_done: (): boolean => true,
  reminder_stop: (body: Body): boolean => typeof body["due"] === "string",
  reminder_later: (body: Body): boolean => typeof body["until"] === "string",
};

export type Kind = keyof typeof checks;

export function readChoice(body: Body | null): ReminderChoiceBody | null {
  return body !== null && checks.reminder_choice(body) ? (body as unknown as ReminderChoiceBody) : null;
}

export function readHours(body: Body | null): ReminderHoursBody | null {
  return body !== null && checks.reminder_hours(body) ? (body as unknown as ReminderHoursBody) : null;
}

/** Which time of a reminder was stopped; "" where that cannot be read. */
export function readStop(body: Body | null): string {
  const due = body?.["due"];
  return typeof due === "string" ? due : "";
}

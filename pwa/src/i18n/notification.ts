import { notification } from "./en/notification.ts";

const languages: Record<string, typeof notification> = { en: notification };

/** The worker's few words in this phone's language: the whole catalogue would be many times the worker. */
export function notificationWords(wanted: readonly string[]): typeof notification {
  const found = wanted.map((tag) => languages[tag.split("-")[0] ?? tag]).find((words) => words !== undefined);
  return found ?? notification;
}

import { signal } from "@preact/signals-core";

/** What was answered with *Done* on a notification, by the keys that Today's things have. Filled by `keep.ts`. */
export const pressed = signal<ReadonlySet<string>>(new Set());

/** The key that a reminder's matter has on Today. */
export function keyOnToday({ about, subject, day }: { about: string; subject: string | null; day: string }): string {
  if (about === "homework") return `${subject ?? ""}/${day}`;
  return about === "session" ? `session/${subject ?? ""}` : (subject ?? "");
}

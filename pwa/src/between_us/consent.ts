import type { Agreed, Body } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry, Store } from "../store/types.ts";
import type { Described } from "../ui/kind.ts";

/** What the client decided last. */
export interface Decision {
  given: boolean;
  version: string;
  day: string;
}

/** The settings of this room, kept on this phone only. */
export const LATER = "consent_later";
export const READ = "confidentiality_read";
const DECIDED = "consent";

export function check(body: Body): boolean {
  return typeof body["given"] === "boolean" && typeof body["version"] === "string";
}

/** Entries come newest first. While older ones are still being opened, what was noted at the time stands in. */
export function decisionOf(entries: readonly SavedEntry[], complete: boolean, noted: Decision | undefined): Decision | null {
  for (const { kind, body, withdrawn, local_date } of entries) {
    const version = body?.["version"];
    if (kind !== "consent" || withdrawn || typeof version !== "string") continue;
    return { given: body?.["given"] === true, version, day: local_date };
  }
  return complete ? null : (noted ?? null);
}

export function decision(store: Store): Decision | null {
  return decisionOf(store.entries.value, store.complete.value, store.setting<Decision>(DECIDED));
}

/** An entry like any other: dated, versioned, and on the disk before it counts. */
export async function decide(store: Store, agreed: Agreed, given: boolean, today: string): Promise<void> {
  const { version } = agreed.texts.consent;
  await store.save({
    kind: "consent",
    subject: null,
    share: "before",
    bring_up: false,
    local_date: today,
    body: { given, version },
  });
  await store.keepSetting(DECIDED, { given, version, day: today } satisfies Decision);
}

export function describe(entry: { body: Body | null }): Described {
  const given = entry.body !== null && entry.body["given"] === true;
  return { title: given ? t.between.saidYes : t.between.saidNo, lines: [] };
}

export const consent = {
  kind: "consent",
  check,
  describe,
  offer: () => [],
  route: () => null,
  unread: true,
};

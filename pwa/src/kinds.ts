import { alliance, repairReply } from "./alliance/kind.ts";
import type { Agreed, Body } from "./api/wire.ts";
import { consent } from "./between_us/consent.ts";
import { question } from "./between_us/question.ts";
import { expectations } from "./expectations/kind.ts";
import { homework } from "./homework/kind.ts";
import { t } from "./i18n/catalogue.ts";
import { reminders } from "./reminders/kind.ts";
import type { SavedEntry, Store } from "./store/types.ts";
import type { Described, TodayItem } from "./ui/kind.ts";
import { weekNote } from "./week/kind.ts";

/** What a kind of entry brings to the screens that know no room. */
export interface PhoneKind {
  kind: string;
  /** Whether this version of the app can read such a body. */
  check: (body: Body) => boolean;
  /** What the history and Today say of an entry. */
  describe: (entry: SavedEntry, agreed: Agreed | null) => Described;
  /** Where an entry is changed; null: nowhere, it is answered by a new one. */
  route: (entry: SavedEntry) => string | null;
  /** What it puts on Today. */
  offer: (given: { agreed: Agreed; entries: readonly SavedEntry[]; today: string; zone: string; now: Date }, store: Store) => TodayItem[];
}

export const kinds: readonly PhoneKind[] = [homework, alliance, repairReply, ...expectations, weekNote, consent, question, ...reminders];

const kindOf = (entry: SavedEntry): PhoneKind | null =>
  kinds.find((one) => one.kind === entry.kind && (entry.body === null || one.check(entry.body))) ?? null;

export function describe(entry: SavedEntry, agreed: Agreed | null): Described {
  return kindOf(entry)?.describe(entry, agreed) ?? { title: t.log.unknownKind, lines: [] };
}

export function changeRoute(entry: SavedEntry): string | null {
  return kindOf(entry)?.route(entry) ?? null;
}

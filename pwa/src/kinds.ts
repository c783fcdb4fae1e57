import { alliance, repairReply } from "./alliance/kind.ts";
import type { Agreed, Body } from "./api/wire.ts";
import { consent } from "./between_us/consent.ts";
import { question } from "./between_us/question.ts";
import { expectations } from "./expectations/kind.ts";
import { goals } from "./goals/kind.ts";
import { notMine } from "./history/kind.ts";
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
  /** True for what is only a word to the server: a history has no room for it. */
  minor?: boolean;
  /** True for what is the practice's to know, and no reading for the therapist. */
  unread?: boolean;
  /** What it puts on Today. */
  offer: (given: { agreed: Agreed; entries: readonly SavedEntry[]; today: string; zone: string; now: Date }, store: Store) => TodayItem[];
}

export const kinds: readonly PhoneKind[] = [homework, alliance, repairReply, ...expectations, ...goals, weekNote, notMine, consent, question, ...reminders];

const those = (which: (one: PhoneKind) => boolean | undefined): ReadonlySet<string> =>
  new Set(kinds.filter((one) => which(one) === true).map(({ kind }) => kind));
const minor = those((one) => one.minor);
const unread = those((one) => one.unread);

/** Whether it is said who can read it. */
export const isRead = ({ kind }: SavedEntry): boolean => !unread.has(kind);

/** Whether a history shows it: what needs a fix is shown in any case. */
export const isShown = ({ kind, state }: SavedEntry): boolean => !minor.has(kind) || state === "refused";

const kindOf = (entry: SavedEntry): PhoneKind | null =>
  kinds.find((one) => one.kind === entry.kind && (entry.body === null || one.check(entry.body))) ?? null;

export function describe(entry: SavedEntry, agreed: Agreed | null): Described {
  return kindOf(entry)?.describe(entry, agreed) ?? { title: t.log.unknownKind, lines: [] };
}

export function changeRoute(entry: SavedEntry): string | null {
  return kindOf(entry)?.route(entry) ?? null;
}

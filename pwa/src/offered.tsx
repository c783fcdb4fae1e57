import type { Agreed } from "./api/wire.ts";
import { now, zone } from "./clock/clock.ts";
import { describe, kinds } from "./kinds.ts";
import { DoneWaits } from "./reminders/done_waits.tsx";
import { pressed } from "./reminders/pressed.ts";
import type { SavedEntry, Store } from "./store/types.ts";
import type { TodayItem } from "./ui/kind.ts";

/** What the rooms put on Today. What was answered on its notification asks for nothing more. */
export function offered(agreed: Agreed, entries: readonly SavedEntry[], today: string, store: Store): TodayItem[] {
  const items = kinds.flatMap((kind) => kind.offer({ agreed, entries, today, zone: zone(), now: now() }, store));
  return items.map((item) =>
    item.state === "open" && pressed.value.has(item.key)
      ? { ...item, state: "answered", card: () => <DoneWaits title={item.title} /> }
      : item,
  );
}

/** What something that was agreed or written is called; null where it is not here. */
export function titleOf(id: string, agreed: Agreed | null, entries: readonly SavedEntry[]): string | null {
  const homework = agreed?.homework.find((one) => one.id === id);
  const entry = homework === undefined ? entries.find((one) => one.id === id) : undefined;
  if (homework !== undefined || entry === undefined) return homework?.what ?? null;
  const { title, lines } = describe(entry, agreed);
  return lines.find(({ own, value }) => own === true && value !== null)?.value ?? title;
}

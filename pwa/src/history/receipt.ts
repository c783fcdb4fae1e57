import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { moment } from "../i18n/dates.ts";
import { callName } from "../ui/names.ts";

/** That it was read, and talked about: what the client wrote did not fall into a hole. Newest fact last. */
export function receiptLines(agreed: Agreed | null, entry: string, today: string): string[] {
  if (agreed === null) return [];
  const receipts = agreed.receipts.filter((one) => one.entry === entry);
  return [
    ...receipts.map(({ by, opened_at }) =>
      opened_at === null ? null : t.log.opened(callName(by ?? agreed.therapist.name), moment(opened_at, today)),
    ),
    ...receipts.map(({ talked_at }) => (talked_at === null ? null : t.log.talked(moment(talked_at, today)))),
  ].filter((line) => line !== null);
}

import type { Agreed } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { moment } from "../i18n/dates.ts";
import { callName } from "../ui/names.ts";

/** That it was read, and talked about: what the client wrote did not fall into a hole. Newest fact last. */
export function receiptLines(agreed: Agreed | null, entry: string, today: string): string[] {
  const receipt = agreed?.receipts.find((one) => one.entry === entry);
  if (agreed === null || receipt === undefined) return [];
  const { opened_at, talked_at } = receipt;
  return [
    opened_at === null ? null : t.log.opened(callName(agreed.therapist.name), moment(opened_at, today)),
    talked_at === null ? null : t.log.talked(moment(talked_at, today)),
  ].filter((line) => line !== null);
}

import { language, direction, t } from "../i18n/catalogue.ts";
import { later } from "../i18n/later.ts";
import { dateOf, dayForGood, timeOf } from "../i18n/dates.ts";
import type { SavedEntry } from "../store/types.ts";
import type { Described, Line } from "../ui/kind.ts";
import { why } from "../ui/proof.tsx";

const text = later.rescue;
const STYLE = "body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}dt{font-weight:bold}dd{margin:0 0 .5rem;white-space:pre-wrap}";

export interface Rescue {
  entries: readonly SavedEntry[];
  describe: (entry: SavedEntry) => Described;
  now: Date;
}

/** A page of HTML that stands alone: the entries in words, and the same as JSON within it. It asks for nothing from
 *  anywhere, and no script in it could run. */
export function rescueFile({ entries, describe, now }: Rescue): string {
  const at = now.toISOString();
  const parts = entries.map((entry) => article(entry, describe(entry)));
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escaped(text.fileTitle)}</title>
<style>${STYLE}</style>
<h1>${escaped(text.fileTitle)}</h1>
<p>${escaped(text.fileMade(dayForGood(dateOf(at)), timeOf(at)))} <strong>${escaped(text.fileOpen)}</strong></p>
${parts.join("\n")}
<hr>
<p>${escaped(text.fileData)}</p>
<script type="application/json" id="entries">${asData({ saved_at: at, entries: entries.map(kept) })}</script>
</html>
`;
}

function article(entry: SavedEntry, { title, lines }: Described): string {
  const facts = lines.map(fact).join("");
  const written = text.fileWritten(dayForGood(dateOf(entry.recorded_at)), timeOf(entry.recorded_at));
  const stopped = entry.state === "refused" ? ` ${t.log.needsFix(why(entry.code))}.` : "";
  return `<article>
<h2 dir="auto">${escaped(title)}</h2>
<p>${escaped(dayForGood(entry.local_date))}</p>
${facts === "" ? "" : `<dl>${facts}</dl>\n`}<p><small>${escaped(written + stopped)}</small></p>
</article>`;
}

const fact = ({ name, value }: Line): string => `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value ?? t.notAnswered)}</dd>`;

function kept(entry: SavedEntry): object {
  const { id, revision, kind, subject, share, bring_up, local_date, recorded_at, zone, state, code, reason, body } = entry;
  return { id, revision, kind, subject, share, bring_up, local_date, recorded_at, zone, state, code, reason, body };
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** JSON in which nothing can end the element it stands in. */
const asData = (value: object): string => JSON.stringify(value).replaceAll("<", "\\u003c");

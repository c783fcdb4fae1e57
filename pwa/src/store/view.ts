import { saysTheSame } from "../entry/envelope.ts";
import type { Envelope } from "../api/wire.ts";
import type { EntryRow } from "./schema.ts";
import type { EntryState, SavedEntry } from "./types.ts";

export interface OpenRow {
  row: Omit<EntryRow, "sealed">;
  envelope: Envelope;
}

/** What a person sees of one entry, from all its revisions: the latest, and beside it the other of a conflict.
 *  Nothing of one that was withdrawn. */
export function shown(rows: readonly OpenRow[]): SavedEntry[] {
  const top = rows.reduce<OpenRow | null>(later, null);
  if (top === null || top.envelope.withdrawn) return [];
  return [saved(top, stateOf(top)), ...others(rows, top).map((row) => saved(row, "conflict"))];
}

function later(top: OpenRow | null, next: OpenRow): OpenRow {
  if (top === null || next.row.revision > top.row.revision) return next;
  const tied = next.row.revision === top.row.revision;
  // Of two in conflict the one stored first counts; the other is the one marked.
  return tied && top.row.state === "conflict" && next.row.state !== "conflict" ? next : top;
}

/** The other side of a conflict, until somebody changes the entry once more: that answers both. */
function others(rows: readonly OpenRow[], top: OpenRow): OpenRow[] {
  return rows.filter(
    ({ row, envelope }) =>
      row.device !== top.row.device &&
      row.revision >= top.row.revision - 1 &&
      rows.some((twin) => twin.row.revision === row.revision && twin.row.device === top.row.device) &&
      !envelope.withdrawn &&
      !saysTheSame(envelope, top.envelope),
  );
}

function stateOf({ row }: OpenRow): EntryState {
  return row.state === "mended" ? "refused" : row.state;
}

function saved({ row, envelope }: OpenRow, state: EntryState): SavedEntry {
  const { id, revision, received_at, code, reason, device } = row;
  return { id, revision, ...envelope, state, received_at, code, reason, device };
}

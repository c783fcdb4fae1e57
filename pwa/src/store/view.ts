import { saysTheSame } from "../entry/envelope.ts";
import type { Envelope } from "../api/wire.ts";
import type { EntryRow } from "./schema.ts";
import type { EntryState, SavedEntry } from "../entry/entry.ts";

export interface OpenRow {
  row: Omit<EntryRow, "sealed">;
  /** null where its copy does not open on this phone. */
  envelope: Envelope | null;
}

/** What a person sees of one entry, from all its revisions: the latest, and beside it the other of a conflict.
 *  Nothing of one that was withdrawn; nor of one whose latest does not open, for that may be a withdrawal. */
export function shown(rows: readonly OpenRow[]): SavedEntry[] {
  const top = topOf(rows);
  if (!top?.envelope || top.envelope.withdrawn) return [];
  return [saved(top.row, top.envelope, stateOf(top)), ...others(rows, top.row, top.envelope)];
}

/** The revision that counts; null of none. */
export function topOf(rows: readonly OpenRow[]): OpenRow | null {
  return rows.reduce<OpenRow | null>(later, null);
}

function later(top: OpenRow | null, next: OpenRow): OpenRow {
  if (top === null || next.row.revision > top.row.revision) return next;
  const tied = next.row.revision === top.row.revision;
  // Of two in conflict the one stored first counts; the other is the one marked.
  return tied && top.row.state === "conflict" && next.row.state !== "conflict" ? next : top;
}

/** The other side of a conflict, until somebody changes the entry once more: that answers both. */
function others(rows: readonly OpenRow[], top: OpenRow["row"], said: Envelope): SavedEntry[] {
  const twinOfTop = ({ row }: OpenRow): boolean =>
    row.device !== top.device &&
    row.revision >= top.revision - 1 &&
    rows.some((twin) => twin.row.revision === row.revision && twin.row.device === top.device);
  return rows
    .filter(twinOfTop)
    .flatMap(({ row, envelope }) =>
      envelope === null || envelope.withdrawn || saysTheSame(envelope, said) ? [] : [saved(row, envelope, "conflict")],
    );
}

function stateOf({ row }: OpenRow): EntryState {
  return row.state === "mended" ? "refused" : row.state;
}

function saved(row: OpenRow["row"], envelope: Envelope, state: EntryState): SavedEntry {
  const { id, revision, received_at, code, reason, device } = row;
  return { id, revision, ...envelope, state, received_at, code, reason, device };
}

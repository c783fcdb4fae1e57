import type { Body, Share } from "../api/wire.ts";

/** Who an entry reaches. `only_here` is the phone's own word: it never crosses the wire. */
export type Reach = Share | "only_here";

/** waiting: not sent yet; sent: the server has it; refused: needs a fix; newer: waits for a newer server;
 *  conflict: another device wrote the same revision, both are shown. */
export type EntryState = "waiting" | "sent" | "refused" | "newer" | "conflict";

/** What a form hands over. `id` makes it a new revision of that entry. */
export interface NewEntry {
  id?: string;
  kind: string;
  subject: string | null;
  share: Reach;
  bring_up: boolean;
  local_date: string;
  body: Body;
}

/** One that is going to be sent. */
export interface SharedEntry extends NewEntry {
  share: Share;
}

/** An entry as its author has it on the phone. Only here: its state says so too, for no server ever hears of it. */
export interface SavedEntry {
  id: string;
  revision: number;
  kind: string;
  subject: string | null;
  share: Reach;
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  zone: string;
  withdrawn: boolean;
  body: Body | null;
  state: EntryState | "only_here";
  received_at: string | null;
  code: string | null;
  reason: string | null;
  device: string | null;
}

/** What is kept of an entry that is only here. */
export interface PrivateDraft {
  kind: string;
  subject: string | null;
  local_date: string;
  body: Body;
}

export interface PrivateEntry extends PrivateDraft {
  id: string;
  revision: number;
  recorded_at: string;
  zone: string;
}

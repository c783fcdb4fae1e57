import type { SavedEntry } from "../entry/entry.ts";
import type { GoneRow, PrivateRow } from "./schema.ts";

/** Under which id an entry is known that was shared, or is being shared, since it lay here. */
export class Names {
  private readonly next = new Map<string, string>();

  /** Takes over what the disk says of one id. */
  learn(id: string, { to, leaving = to }: Partial<GoneRow & PrivateRow>): void {
    if (leaving === undefined) this.next.delete(id);
    else this.next.set(id, leaving);
  }

  now(id: string): string {
    const to = this.next.get(id);
    return to === undefined ? id : this.now(to);
  }

  /** The entry, about what it is about under the id of now. */
  of(entry: SavedEntry): SavedEntry {
    return entry.subject === null ? entry : { ...entry, subject: this.now(entry.subject) };
  }
}

import type { ComponentChildren } from "preact";

/** One line of an entry as its author reads it again. `value` null: not answered. */
export interface Line {
  name: string;
  value: string | null;
  /** True for what the person wrote in words of their own. */
  own?: boolean;
}

export interface Described {
  title: string;
  lines: Line[];
}

/** Something a room puts on Today. */
export interface TodayItem {
  /** Stays the same while an item turns from open to answered, so that its card stays too. */
  key: string;
  /** The day it is about: the oldest comes first. */
  day: string;
  state: "open" | "answered" | "ahead";
  title: string;
  /** When, for the list of what is coming. */
  when: string;
  card: () => ComponentChildren;
}

import type { VNode } from "preact";

/** Drawn for Throughline on a 24 grid: line 1.75, round ends, no fill. */
const drawn = {
  today: "M2.5 12h5M16.5 12h5M7.75 12a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0-8.5 0",
  history: "M4.5 12a7.75 7.75 0 1 0 2.4-5.6L4.5 8.7M4.5 4.5v4.2h4.2M12.2 8v4.4l3 1.8",
  between: "M3.3 12a5.6 5.6 0 1 0 11.2 0a5.6 5.6 0 1 0-11.2 0M9.5 12a5.6 5.6 0 1 0 11.2 0a5.6 5.6 0 1 0-11.2 0",
  phone: "M9.25 3h5.5a2.5 2.5 0 0 1 2.5 2.5v13a2.5 2.5 0 0 1-2.5 2.5h-5.5a2.5 2.5 0 0 1-2.5-2.5v-13A2.5 2.5 0 0 1 9.25 3zM11 18h2",
  here: "M9.25 3h5.5a2.5 2.5 0 0 1 2.5 2.5v13a2.5 2.5 0 0 1-2.5 2.5h-5.5a2.5 2.5 0 0 1-2.5-2.5v-13A2.5 2.5 0 0 1 9.25 3zM12 14.5v-6M9.7 10.7 12 8.4l2.3 2.3",
  exit: "M10.5 4H6.25A2.25 2.25 0 0 0 4 6.25v11.5A2.25 2.25 0 0 0 6.25 20h4.25M10 12h10.5M16.5 8l4 4-4 4",
  back: "M14.5 5.5 8 12l6.5 6.5",
  next: "M9.5 5.5 16 12l-6.5 6.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  safe: "M12 3.3 5.2 5.8v5.7c0 4.2 2.8 7.3 6.8 9 4-1.7 6.8-4.8 6.8-9V5.8zM9 11.9l2.2 2.2 4-4.2",
  eye: "M3 12c1.2-2 4.2-6 9-6s7.8 4 9 6c-1.2 2-4.2 6-9 6s-7.8-4-9-6zM9.4 12a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0",
  mine: "M4.5 4.5l15 15M10 6.3c.6-.2 1.3-.3 2-.3 4.8 0 7.8 4 9 6-.5.9-1.4 2.2-2.7 3.4M6.2 8C4.7 9.2 3.6 10.8 3 12c1.2 2 4.2 6 9 6 1.4 0 2.7-.3 3.8-.9",
  warn: "M3.4 12a8.6 8.6 0 1 0 17.2 0a8.6 8.6 0 1 0-17.2 0M12 7.7v5.2M12 16.2v.1",
  info: "M3.4 12a8.6 8.6 0 1 0 17.2 0a8.6 8.6 0 1 0-17.2 0M12 11.2v5M12 7.9v.1",
  call: "M6.4 4h2.9l1.6 4-2 1.5a11 11 0 0 0 5.6 5.6l1.5-2 4 1.6v2.9a2 2 0 0 1-2.2 2A16 16 0 0 1 4.4 6.2 2 2 0 0 1 6.4 4z",
  pen: "m5 19 .8-3.7L15.7 5.4a1.9 1.9 0 0 1 2.7 0l.2.2a1.9 1.9 0 0 1 0 2.7L8.7 18.2z",
  undo: "M9 6.5 5 10.5l4 4M5 10.5h9.5a4.5 4.5 0 0 1 0 9H11",
  bell: "M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5M4.5 16.5h15M10 19.5a2.1 2.1 0 0 0 4 0",
  plus: "M12 5.5v13M5.5 12h13",
  minus: "M5.5 12h13",
  lock: "M7.5 10.75h9a2.5 2.5 0 0 1 2.5 2.5v4.75a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 18v-4.75a2.5 2.5 0 0 1 2.5-2.5zM8 10.75V8a4 4 0 0 1 8 0v2.75",
} as const;

export type IconName = keyof typeof drawn;

/** Arrows that point along the text; they turn round where the text does. */
const ways: ReadonlySet<IconName> = new Set<IconName>(["exit", "back", "next", "undo"]);

export function Icon({ name, small = false }: { name: IconName; small?: boolean }): VNode {
  const names = `i${small ? " s" : ""}${ways.has(name) ? " way" : ""}`;
  return (
    <svg class={names} viewBox="0 0 24 24" aria-hidden="true">
      <path d={drawn[name]} />
    </svg>
  );
}

export function Mark(): VNode {
  return (
    <svg class="i" viewBox="0 0 40 28" aria-hidden="true">
      <path d="M2 22c11 0 23-1 23-10.5a5 5 0 0 0-10 0C15 21 27 22 38 22" />
    </svg>
  );
}

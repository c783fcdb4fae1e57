/** What the worker does to the phone around it: so much of a browser that tests can stand in for it. */
export interface Around {
  /** Shows a notification. Resolves when it is shown. */
  show(title: string, options: Shown): Promise<void>;
  /** Marks the app's icon, where it can be marked. */
  badge(): Promise<void>;
  /** Stands at an address of the app: in a window that is open, else in a new one. */
  open(path: string): Promise<void>;
  /** Has the browser wake the worker when there is a network. Nothing where it cannot. */
  wakeLater(): Promise<void>;
  readonly languages: readonly string[];
}

/** In no type library in full. */
export interface Shown {
  body: string;
  tag: string;
  icon: string;
  badge: string;
  data: { occurrence: string | null; one_tap: boolean };
  actions: { action: Action; title: string }[];
}

export type Action = "done" | "later";

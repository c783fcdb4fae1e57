/** A screen of this room. `entry` is an earlier entry that is being changed. */
export type Screen =
  | { name: "list" }
  | { name: "set"; about: string | null; entry: string | null }
  | { name: "one"; id: string; asked: boolean }
  | { name: "look"; id: string; entry: string | null }
  | { name: "therapy"; entry: string | null }
  | { name: "predict"; entry: string | null }
  | { name: "outcome"; id: string };

/** Which screen the rest of an address below /expectations stands for; null: none. */
export function expectationScreen([one, what, ...rest]: readonly string[], asked: URLSearchParams): Screen | null {
  const entry = asked.get("entry");
  if (rest.length > 0) return null;
  if (one === undefined) return { name: "list" };
  if (what === "look") return { name: "look", id: one, entry };
  if (what !== undefined && what !== "review") return null;
  if (one === "new") return { name: "set", about: asked.get("about"), entry };
  return one === "therapy" ? { name: "therapy", entry } : { name: "one", id: one, asked: what === "review" };
}

/** The same, below /predictions. */
export function predictionScreen([one, ...rest]: readonly string[], asked: URLSearchParams): Screen | null {
  if (rest.length > 0) return null;
  if (one === undefined) return { name: "list" };
  return one === "new" ? { name: "predict", entry: asked.get("entry") } : { name: "outcome", id: one };
}

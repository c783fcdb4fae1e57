/** A screen of this room. `entry` is an earlier entry that is being changed. */
export type GoalScreen = { name: "propose"; entry: string | null } | { name: "one"; id: string; entry: string | null };

/** Which screen the rest of an address below /goals stands for; null: none. */
export function goalScreen([one, ...rest]: readonly string[], asked: URLSearchParams): GoalScreen | null {
  if (one === undefined || rest.length > 0) return null;
  const entry = asked.get("entry");
  return one === "new" ? { name: "propose", entry } : { name: "one", id: one, entry };
}

import { expectationScreen, predictionScreen, type Screen } from "./expectations/screen.ts";
import { goalScreen, type GoalScreen } from "./goals/screen.ts";

export type Route =
  | { name: "today" }
  | { name: "join" }
  | { name: "consent" }
  | { name: "pick" }
  | { name: "homework"; assignment: string; entry: string | null; day: string | null }
  | { name: "expectations"; screen: Screen }
  | { name: "goals"; screen: GoalScreen }
  | { name: "session"; meeting: string | null; entry: string | null }
  | { name: "repair"; id: string; entry: string | null }
  | { name: "week"; entry: string | null }
  | { name: "history" }
  | { name: "entry"; id: string }
  | { name: "between_us" }
  | { name: "question"; about: string; entry: string | null }
  | { name: "reminders"; asked: string | null }
  | { name: "reminder"; id: string }
  | { name: "my_phone" }
  | { name: "opened" }
  | { name: "only_here" }
  | { name: "rescue" }
  | { name: "erase" }
  | { name: "lock" }
  | { name: "export" }
  | { name: "unknown" };

const ownPages = new Map<string, "opened" | "only_here" | "rescue" | "erase" | "lock" | "export">([
  ["opened", "opened"],
  ["only-here", "only_here"],
  ["rescue", "rescue"],
  ["erase", "erase"],
  ["lock", "lock"],
  ["export", "export"],
]);

/** Which screen an address stands for. */
export function routeOf({ pathname, searchParams }: URL): Route {
  const [room = "", ...below] = pathname.split("/").filter((part) => part !== "");
  const [one, ...rest] = below;
  const screen = room === "expectations" ? expectationScreen(below, searchParams) : room === "predictions" ? predictionScreen(below, searchParams) : null;
  if (screen !== null) return { name: "expectations", screen };
  const goal = room === "goals" ? goalScreen(below, searchParams) : null;
  if (goal !== null) return { name: "goals", screen: goal };
  if (rest.length > 0) return { name: "unknown" };
  switch (room) {
    case "":
    case "index.html":
      return one === undefined ? { name: "today" } : { name: "unknown" };
    case "join":
      return { name: "join" };
    case "consent":
      return { name: "consent" };
    case "homework":
      return one === undefined
        ? { name: "pick" }
        : { name: "homework", assignment: one, entry: searchParams.get("entry"), day: searchParams.get("day") };
    case "session":
      return { name: "session", meeting: one ?? null, entry: searchParams.get("entry") };
    case "repair":
      return one === undefined ? { name: "unknown" } : { name: "repair", id: one, entry: searchParams.get("entry") };
    case "week":
      return one === undefined ? { name: "week", entry: searchParams.get("entry") } : { name: "unknown" };
    case "history":
      return one === undefined ? { name: "history" } : { name: "entry", id: one };
    case "between-us":
      return one === undefined ? { name: "between_us" } : { name: "question", about: one, entry: searchParams.get("entry") };
    case "reminders":
      return one === undefined ? { name: "reminders", asked: searchParams.get("asked") } : { name: "unknown" };
    case "reminder":
      return one === undefined ? { name: "unknown" } : { name: "reminder", id: one };
    case "my-phone":
      if (one === undefined) return { name: "my_phone" };
      return { name: ownPages.get(one) ?? "unknown" };
    default:
      return { name: "unknown" };
  }
}

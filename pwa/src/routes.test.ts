import { expect, test } from "vitest";
import { routeOf } from "./routes.ts";

test.each([
  ["/", { name: "today" }],
  ["/index.html", { name: "today" }],
  ["/join", { name: "join" }],
  ["/homework", { name: "pick" }],
  ["/homework/a1?day=2026-11-18", { name: "homework", assignment: "a1", entry: null, day: "2026-11-18" }],
  ["/homework/a1?entry=e1", { name: "homework", assignment: "a1", entry: "e1", day: null }],
  ["/session", { name: "session", meeting: null, entry: null }],
  ["/session/m1?entry=e1", { name: "session", meeting: "m1", entry: "e1" }],
  ["/week", { name: "week", entry: null }],
  ["/week?entry=e1", { name: "week", entry: "e1" }],
  ["/week/e1", { name: "unknown" }],
  ["/history", { name: "history" }],
  ["/history/e1", { name: "entry", id: "e1" }],
  ["/between-us#help", { name: "between_us" }],
  ["/my-phone/opened", { name: "opened" }],
  ["/my-phone/only-here", { name: "only_here" }],
  ["/my-phone/other", { name: "unknown" }],
  ["/history/e1/more", { name: "unknown" }],
  ["/expectations", { name: "expectations", screen: { name: "list" } }],
  ["/predictions", { name: "expectations", screen: { name: "list" } }],
  ["/expectations/new?about=a1", { name: "expectations", screen: { name: "set", about: "a1", entry: null } }],
  ["/expectations/new?entry=e1", { name: "expectations", screen: { name: "set", about: null, entry: "e1" } }],
  ["/expectations/e1", { name: "expectations", screen: { name: "one", id: "e1", asked: false } }],
  ["/expectations/e1/review", { name: "expectations", screen: { name: "one", id: "e1", asked: true } }],
  ["/expectations/e1/look?entry=l1", { name: "expectations", screen: { name: "look", id: "e1", entry: "l1" } }],
  ["/expectations/therapy", { name: "expectations", screen: { name: "therapy", entry: null } }],
  ["/expectations/e1/other", { name: "unknown" }],
  ["/expectations/e1/look/more", { name: "unknown" }],
  ["/predictions/new", { name: "expectations", screen: { name: "predict", entry: null } }],
  ["/predictions/e1", { name: "expectations", screen: { name: "outcome", id: "e1" } }],
  ["/predictions/e1/more", { name: "unknown" }],
  ["/elsewhere", { name: "unknown" }],
])("%s", (path, route) => {
  expect(routeOf(new URL(path, "https://phone.example"))).toEqual(route);
});

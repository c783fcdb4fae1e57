const rooms = "today|homework|alliance|expectations|history|between_us|accounts";

/** A folder of `src` may import the floors below it and itself, never its own floor's neighbours. */
const floors = [
  ["api|clock|i18n", ""],
  ["entry", "api|clock|i18n"],
  ["store", "entry|api|clock|i18n"],
  ["ui", "entry|api|clock|i18n"],
  ["sync", "store|entry|api|clock|i18n"],
  ["worker", "sync|store|entry|api|clock"],
  ["form", "ui|store|entry|api|clock|i18n"],
  ["meetings", "ui|entry|api|clock|i18n"],
  [rooms, "meetings|form|ui|store|entry|api|clock|i18n"],
];

const floorRules = floors.flatMap(([here, below]) =>
  here.split("|").map((folder) => ({
    name: `floor-${folder}`,
    severity: "error",
    from: { path: `^src/${folder}/` },
    to: { path: "^src/", pathNot: `^src/(${[folder, below].filter(Boolean).join("|")})/` },
  })),
);

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...floorRules,
    {
      name: "every-folder-has-a-floor",
      severity: "error",
      from: { path: "^src/" },
      to: {
        path: "^src/[^/]+/",
        pathNot: `^src/(api|clock|i18n|entry|store|ui|form|sync|worker|meetings|${rooms})/`,
      },
    },
    {
      name: "choices-and-shell",
      comment: "main > app > routes | kinds | screens > rooms",
      severity: "error",
      from: { path: "^src/(routes|kinds|screens)\\.tsx?$" },
      to: { path: "^src/(main|app|start|routes|kinds|screens)\\.tsx?$" },
    },
    { name: "app-below-main", severity: "error", from: { path: "^src/app\\.tsx$" }, to: { path: "^src/main\\.tsx$" } },
    { name: "nothing-imports-the-worker", severity: "error", from: { path: "^src/", pathNot: "^src/worker/" }, to: { path: "^src/worker/" } },
    { name: "no-screen-in-the-worker", severity: "error", from: { path: "^src/worker/" }, to: { path: "\\.tsx$", reachable: true } },
    { name: "idb-only-in-the-store", severity: "error", from: { pathNot: "^src/store/" }, to: { path: "node_modules/idb/" } },
    { name: "hpke-only-in-seal", severity: "error", from: { pathNot: "^src/store/seal\\.ts$" }, to: { path: "node_modules/hpke/" } },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "all-imports-are-found", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.page.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};

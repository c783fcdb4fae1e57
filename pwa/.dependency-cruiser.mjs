const rooms = "today|homework|alliance|expectations|goals|history|week|between_us|accounts|reminders|lock";

/** A folder of `src` may import the floors below it and itself, never its own floor's neighbours. */
const floors = [
  ["api|clock|i18n", ""],
  ["entry", "api|clock|i18n"],
  ["store", "entry|api|clock|i18n"],
  // What it may know of the store is said more narrowly below.
  ["private", "store|entry|api|clock"],
  ["ui", "entry|api|clock|i18n"],
  ["sync", "store|entry|api|clock|i18n"],
  ["worker", "sync|store|entry|api|clock|i18n"],
  ["form", "ui|store|entry|api|clock|i18n"],
  ["meetings", "ui|entry|api|clock|i18n"],
  [rooms, "meetings|form|ui|private|store|entry|api|clock|i18n"],
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
        pathNot: `^src/(api|clock|i18n|entry|store|private|ui|form|sync|worker|meetings|${rooms})/`,
      },
    },
    {
      name: "private-has-no-way-out",
      comment: "Nothing it uses, at whatever distance, sends or queues: of api the types of a body, of store the disk and the key.",
      severity: "error",
      from: { path: "^src/private/" },
      to: {
        path: "^src/(api|sync|worker|store|form|ui)/|node_modules/hpke/",
        pathNot: "^src/(api/wire|store/(channel|data_key|disk|errors|open))\\.ts$",
        reachable: true,
      },
    },
    {
      name: "no-way-into-private",
      comment: "What sends cannot read what is only here, at whatever distance.",
      severity: "error",
      from: { path: "^src/(api|sync|worker|store)/" },
      to: { path: "^src/(private/|together\\.ts$)", reachable: true },
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
    { name: "idb-only-in-the-stores", severity: "error", from: { pathNot: "^src/(store|private)/" }, to: { path: "node_modules/idb/" } },
    { name: "hpke-only-in-seal", severity: "error", from: { pathNot: "^src/store/(seal|suite)\\.ts$" }, to: { path: "node_modules/hpke/" } },
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

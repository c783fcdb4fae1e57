import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { plainLateImports } from "./scripts/late_imports.ts";
import { shell } from "./scripts/shell.ts";

const dist = fileURLToPath(new URL("dist", import.meta.url));

/** Built after the page, because the worker carries the list of the page's files. */
export default defineConfig({
  publicDir: false,
  plugins: [plainLateImports],
  define: { __SHELL__: JSON.stringify(await shell(dist)), "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    rolldownOptions: {
      input: fileURLToPath(new URL("src/worker/sw.ts", import.meta.url)),
      output: { format: "iife", entryFileNames: "sw.js" },
    },
  },
});

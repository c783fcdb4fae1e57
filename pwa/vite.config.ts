import { defineConfig } from "vitest/config";
import { plainLateImports } from "./scripts/late_imports.ts";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [plainLateImports],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsDir: "assets",
    // The content security policy knows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: false,
    // Two files: what Today needs, and every other screen. A file for each screen would be 5 kB more in all.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }, { name: "screens" }] } } },
  },
  server: { proxy: { "/api": "http://app.localhost:8000" } },
  test: {
    environment: "node",
    // A loaded machine is no reason to fail.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"],
    coverage: {
      // What must lose nothing: every branch of it is under test.
      include: ["src/store/**", "src/private/**", "src/together.ts", "src/moves.ts", "src/sync/**"],
      thresholds: { branches: 100 },
      reporter: ["text"],
      reportsDirectory: "node_modules/.coverage",
    },
  },
});

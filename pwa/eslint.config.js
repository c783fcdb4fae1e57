import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const asksTheTime = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Only clock/ asks the time." },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: "Only clock/ asks the time." },
];

export default defineConfig(
  globalIgnores(["dist/", "dist-before/", "test-results/", "coverage/"]),
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["tsconfig.page.json", "tsconfig.worker.json", "tsconfig.tools.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-restricted-syntax": ["error", ...asksTheTime],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": "error",
      // `{ title: string }` and `interface` say the same; a type alias also fits an index signature.
      "@typescript-eslint/consistent-type-definitions": "off",
      // index["name"] is what noPropertyAccessFromIndexSignature would ask for; both spellings are plain.
      "@typescript-eslint/dot-notation": "off",
      // draft<T>() and setting<T>(): whoever reads names what was kept there.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  { files: ["src/clock/**", "tests/**"], rules: { "no-restricted-syntax": "off" } },
);

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { shell } from "../../scripts/shell.ts";

let dist: string;

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), "shell-"));
});

afterEach(async () => {
  await rm(dist, { recursive: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
}

test("the shell is every file of the build but the worker and source maps", async () => {
  for (const path of ["index.html", "assets/index-BJuTtOlt.js", "assets/index-DPn3_-ki.css", "icon.svg"]) {
    await write(path, path);
  }
  await write("sw.js", "the worker");
  await write("assets/index-BJuTtOlt.js.map", "{}");
  expect((await shell(dist)).map((file) => file.url)).toEqual([
    "/assets/index-BJuTtOlt.js",
    "/assets/index-DPn3_-ki.css",
    "/icon.svg",
    "/index.html",
  ]);
});

test("a file whose name stays gets a new revision with new content, or phones would keep the old one", async () => {
  await write("index.html", "one");
  await write("assets/index-BJuTtOlt.js", "one");
  const before = await shell(dist);
  await write("index.html", "two");
  const after = await shell(dist);
  expect(before.map((file) => file.revision === null)).toEqual([true, false]);
  expect(after[1]?.revision).not.toBe(before[1]?.revision);
});

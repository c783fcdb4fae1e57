import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** One file of the app shell. `revision` is null where the file's name already carries a hash of its content. */
export interface ShellFile {
  url: string;
  revision: string | null;
}

const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

/** The files of a finished page build in `dist`, sorted by address, without the worker itself and source maps. */
export async function shell(dist: string): Promise<ShellFile[]> {
  const found = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = found
    .filter((file) => file.isFile())
    .map((file) => relative(dist, join(file.parentPath, file.name)).split(sep).join("/"))
    .filter((path) => path !== "sw.js" && !path.endsWith(".map"))
    .sort();
  return Promise.all(
    paths.map(async (path) => ({ url: `/${path}`, revision: HASHED.test(path) ? null : await digest(join(dist, path)) })),
  );
}

async function digest(file: string): Promise<string> {
  return createHash("sha256").update(await readFile(file)).digest("hex").slice(0, 16);
}

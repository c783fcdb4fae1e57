import { signal } from "@preact/signals-core";
import type { Core } from "./core.ts";
import { openText, sealText } from "./data_key.ts";
import { orStorageError } from "./errors.ts";
import type { Drafts, Settings } from "./types.ts";

/** Half-filled forms. Calls for one key take effect in the order in which they were made. */
export function openDrafts({ disk, dataKey }: Core): Drafts {
  const last = new Map<string, Promise<unknown>>();

  function inOrder<T>(key: string, act: () => Promise<T>): Promise<T> {
    const before = last.get(key) ?? Promise.resolve();
    const mine = orStorageError(before.then(act, act));
    last.set(key, mine);
    return mine;
  }

  return {
    draft: <T>(key: string) =>
      inOrder(key, async () => {
        const sealed = await disk.use((db) => db.get("drafts", key));
        return sealed ? (JSON.parse(await openText(dataKey, `drafts/${key}`, sealed)) as T) : null;
      }),
    keepDraft: (key, value) =>
      inOrder(key, async () => {
        const sealed = await sealText(dataKey, `drafts/${key}`, JSON.stringify(value));
        await disk.use((db) => db.put("drafts", sealed, key));
      }),
    dropDraft: (key) => inOrder(key, () => disk.use((db) => db.delete("drafts", key))),
  };
}

/** Small choices of this phone, all in memory from the start on. */
export function openSettings({ disk, dataKey, channel }: Core): Settings & { load(): Promise<void>; clear(): void } {
  const values = signal<ReadonlyMap<string, unknown>>(new Map());
  return {
    clear() {
      values.value = new Map();
    },
    async load() {
      const boxes = await disk.use(async (db) => {
        const all: [string, Uint8Array<ArrayBuffer>][] = [];
        for await (const { key, value } of db.transaction("settings").store) all.push([key, value]);
        return all;
      });
      const found = boxes.map(async ([key, box]): Promise<[string, unknown]> => [
        key,
        JSON.parse(await openText(dataKey, `settings/${key}`, box)),
      ]);
      // One that does not open was never chosen, as far as the app goes: it must not keep the app from opening.
      const opened = (await Promise.allSettled(found)).filter((one) => one.status === "fulfilled");
      values.value = new Map(opened.map(({ value }) => value));
    },
    setting: <T>(key: string) => values.value.get(key) as T | undefined,
    async keepSetting(key, value) {
      const box = await sealText(dataKey, `settings/${key}`, JSON.stringify(value));
      await orStorageError(disk.use((db) => db.put("settings", box, key)));
      values.value = new Map(values.value).set(key, value);
      channel.tell({ setting: key });
    },
  };
}

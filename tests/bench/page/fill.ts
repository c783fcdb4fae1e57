import { knownClient, remember } from "../../../pwa/src/store/control.ts";
import { openStore } from "../../../pwa/src/store/store.ts";
import type { SharedStore } from "../../../pwa/src/store/types.ts";

const DAY = 86_400_000;
const WORDS =
  "Went to the shop at the corner on my own. My heart was racing at the door and I nearly turned round. " +
  "I stayed for ten minutes, and by the till it was a little easier. I bought bread.";
const HEADERS = { "Content-Type": "application/json", "X-Throughline": "1" };

const day = (back: number): string => new Date(Date.now() - back * DAY).toISOString().slice(0, 10);

/** Runs `work` on this phone's memory as the app opens it. */
async function inStore(work: (store: SharedStore) => Promise<void>): Promise<void> {
  const known = await knownClient();
  if (!known) throw new Error("this phone has not joined");
  const store = await openStore(known.client);
  await work(store);
  store.close();
}

/** Joins by a confirmed invitation and settles the first things, as the first screens do. */
async function join(token: string): Promise<void> {
  const body = JSON.stringify({ token, label: "A phone" });
  const joined = await fetch("/api/join", { method: "POST", headers: HEADERS, body });
  if (!joined.ok) throw new Error(`could not join: ${await joined.text()}`);
  await remember(await (await fetch("/api/device")).json());
  await inStore(async (store) => {
    const given = { given: true, version: "1" };
    await store.keepSetting("confidentiality_read", "1");
    await store.keepSetting("share", "before");
    await store.save({
      kind: "consent", subject: null, share: "before", bring_up: false, local_date: day(1), body: given,
    });
    await store.keepSetting("consent", { ...given, day: day(1) });
  });
}

/** `count` logs of past days; every second one is a single tap. */
function written(count: number, subject: string): NewEntry[] {
  return Array.from({ length: count }, (_, n) => {
    const tap = n % 2 === 1;
    return {
      kind: "homework",
      subject,
      share: "before",
      bring_up: false,
      local_date: day(3 + (n % 360)),
      body: {
        answer: "done",
        quantity: tap ? null : 7,
        quality: tap ? null : n % 11,
        difficulty: tap ? null : 4,
        obstacles: [],
        steps: [],
        words: tap ? null : WORDS,
      },
    };
  });
}

/** Saves `count` of them, one after the other, as a person would; the ms that took. */
async function fill(count: number, subject: string): Promise<number> {
  const began = performance.now();
  await inStore(async (store) => {
    for (const one of written(count, subject)) await store.save(one);
  });
  return performance.now() - began;
}

const done = (act: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    act.oncomplete = () => resolve();
    act.onabort = () => reject(act.error);
  });

/** Rows a second that this browser writes by themselves, 100 of 700 bytes in each strict transaction. */
async function rowsASecond(): Promise<number> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("bench", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("rows", { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const began = performance.now();
  for (let batch = 0; batch < 20; batch += 1) {
    const act = db.transaction("rows", "readwrite", { durability: "strict" });
    for (let n = 0; n < 100; n += 1) act.objectStore("rows").put({ id: batch * 100 + n, sealed: new Uint8Array(700) });
    await done(act);
  }
  const took = performance.now() - began;
  db.close();
  indexedDB.deleteDatabase("bench");
  return 2000 / (took / 1000);
}

Object.assign(globalThis, { bench: { join, fill, written, rowsASecond } });

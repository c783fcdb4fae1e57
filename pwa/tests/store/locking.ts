import { vi } from "vitest";
import { closeControl, control } from "../../src/store/control_db.ts";
import type { ClientRow } from "../../src/store/schema.ts";

export const PIN = "493817";
export const OTHER = "905132";

const KILLED = "killed";

/** What the app asked for, of keys made out of a PIN. */
export const rounds: number[] = [];

/** As many rounds as the app asks for would make these tests minutes long. */
export function hurry(): void {
  const { subtle } = crypto;
  const derive = subtle.deriveKey.bind(subtle);
  const quick: typeof derive = (how, ...rest) => {
    rounds.push((how as Pbkdf2Params).iterations);
    return derive({ ...(how as Pbkdf2Params), iterations: 1 }, ...rest);
  };
  Object.defineProperty(subtle, "deriveKey", { configurable: true, writable: true, value: quick });
}

/** Lets `steps` steps of the browser's storage and keys through and kills the app at the next: from there on none is done,
 *  and a transaction that is open is undone. Returns how many were asked for. */
export async function killedAt(steps: number, work: () => Promise<void>): Promise<number> {
  let asked = 0;
  const dead = (): boolean => (asked += 1) > steps;
  const { subtle } = crypto;
  const names = ["importKey", "deriveKey", "generateKey", "wrapKey", "unwrapKey"] as const;
  for (const name of names) {
    const real = subtle[name].bind(subtle) as (...given: unknown[]) => Promise<never>;
    vi.spyOn(subtle, name).mockImplementation((...given: unknown[]) => (dead() ? Promise.reject(new Error(KILLED)) : real(...given)));
  }
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called on the store it is asked of
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    if (dead()) throw new Error(KILLED);
    const request = put.call(this, value, key);
    if (dead()) this.transaction.abort();
    return request;
  });
  try {
    await work().catch(() => undefined);
  } finally {
    vi.restoreAllMocks();
    await closeControl();
  }
  return asked;
}

export async function rowOnDisk(client: string): Promise<ClientRow> {
  const row = await (await control()).get("clients", client);
  if (row === undefined) throw new Error("no such client");
  return row;
}

import { expect, vi } from "vitest";
import type { NewEntry } from "../../src/entry/entry.ts";
import { openPrivate } from "../../src/private/store.ts";
import type { PrivateStore } from "../../src/private/types.ts";
import type { Store } from "../../src/store/types.ts";
import { exchange } from "../../src/sync/round.ts";
import { openMemory, together } from "../../src/together.ts";
import { homework, newPhone, type Phone } from "../phone.ts";
import { Practice, wordsOf } from "../practice.ts";

export const here = (words: string, change: Partial<NewEntry> = {}): NewEntry => ({ ...homework(words), share: "only_here", ...change });

export const never = (): Promise<never> => new Promise(() => undefined);
export const full = (): Promise<never> => Promise.reject(new DOMException("full", "QuotaExceededError"));

/** A phone with both halves of its memory, and the lives of the app on it. */
export class Life {
  readonly practice: Practice;
  readonly phone: Phone;
  readonly mine: PrivateStore;
  store: Store;
  /** How often a lock was asked for in this life. */
  asked = 0;

  private constructor(practice: Practice, phone: Phone, mine: PrivateStore) {
    this.practice = practice;
    this.phone = phone;
    this.mine = mine;
    this.store = together(phone.store, mine);
    this.newLocks();
  }

  static async begin(): Promise<Life> {
    const practice = await Practice.open();
    const phone = await newPhone(practice);
    return new Life(practice, phone, await openPrivate(practice.client, phone.store.dataKey));
  }

  /** As when the phone kills the app and it is opened again: what a killed app locked is free. */
  async again(): Promise<Store> {
    vi.restoreAllMocks();
    this.newLocks();
    this.store.close();
    this.store = await openMemory(this.practice.client);
    await vi.waitFor(() => {
      expect(this.store.complete.value).toBe(true);
    });
    return this.store;
  }

  async exchanged(): Promise<void> {
    await exchange(this.store.shared.queue, this.phone.api, () => Promise.resolve());
  }

  /** What the server holds in the end. */
  async stored(): Promise<string[]> {
    await this.exchanged();
    const newest = new Map(this.practice.rows.map((row) => [row.id, row]));
    return [...newest.values()].map(({ body }) => (body === null ? "withdrawn" : wordsOf(body)));
  }

  end(): void {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    this.store.close();
  }

  private newLocks(): void {
    this.asked = 0;
    let last: Promise<unknown> = Promise.resolve();
    const request = (_name: string, work: () => Promise<unknown>): Promise<unknown> => {
      this.asked += 1;
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    };
    vi.stubGlobal("navigator", { locks: { request } });
  }
}

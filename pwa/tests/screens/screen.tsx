import { signal } from "@preact/signals";
import { render } from "preact";
import { expect, vi } from "vitest";
import type { Agreed, Assignment, Body } from "../../src/api/wire.ts";
import { App } from "../../src/app.tsx";
import { now, zone } from "../../src/clock/clock.ts";
import { DAY_ENDS_AT, day } from "../../src/entry/day.ts";
import { t } from "../../src/i18n/catalogue.ts";
import type { SavedEntry, Store } from "../../src/store/types.ts";
import { go } from "../../src/ui/navigate.ts";
import { newPhone, type Phone } from "../phone.ts";
import { Practice } from "../practice.ts";

export const TODAY = day(now(), zone(), DAY_ENDS_AT);
export const WALK = "Walk round the block";

export function assignment(part: Partial<Assignment> = {}): Assignment {
  return {
    id: "0190c8a0-0000-7000-8000-000000000001",
    version: 1,
    what: WALK,
    why: null,
    style: "directive",
    scales: true,
    steps: [],
    where: null,
    how_long: null,
    confidence: null,
    obstacle: null,
    then: null,
    therapist_does: null,
    schedule: { type: "days", weekdays: [0, 1, 2, 3, 4, 5, 6], at: [] },
    starts_on: "2026-01-01",
    ends_on: null,
    ended_at: null,
    ...part,
  };
}

export function agreed(homework: Assignment[] = [assignment()]): Agreed {
  const text = { version: "1", title: "Before you write anything", paragraphs: ["It is your choice."] };
  return {
    practice: { name: "Linden", zone: "Europe/London", first_weekday: 0, day_ends_at: "03:00" },
    therapist: { name: "Tomas Keller", reads: null },
    texts: { consent: text, confidentiality: { ...text, title: "What stays between us" }, help_lines: [] },
    homework,
    meetings: [],
    receipts: [],
    opened: [],
  };
}

/** The screen shows what the last act brought about. */
export const drawn = (): Promise<void> => new Promise((done) => setTimeout(done));

/** What a person can do with the screen, by the words on it. */
export class Screen {
  private readonly root = document.body.appendChild(document.createElement("div"));

  readonly practice: Practice;
  readonly phone: Phone;
  readonly store: Store;

  constructor(practice: Practice, phone: Phone, store: Store) {
    this.practice = practice;
    this.phone = phone;
    this.store = store;
  }

  open(path = "/"): void {
    go(path, true);
    const props = { store: this.store, api: this.phone.api, today: signal(TODAY), updateReady: signal(false) };
    render(<App {...props} version="1" broken={<h1>{t.broken}</h1>} onStopped={() => { this.close(); }} />, this.root);
  }

  /** As when the phone puts the app away. */
  close(): void {
    render(null, this.root);
  }

  get text(): string {
    return this.root.textContent;
  }

  get heading(): string {
    return this.root.querySelector("h1")?.textContent ?? "";
  }

  async sees(text: string): Promise<void> {
    await vi.waitFor(() => {
      expect(this.text).toContain(text);
    });
  }

  async stands(heading: string): Promise<void> {
    await vi.waitFor(() => {
      expect(this.heading).toBe(heading);
    });
  }

  find<E extends HTMLElement>(selector: string, text = ""): E {
    const found = [...this.root.querySelectorAll<E>(selector)].find(
      (one) => one.textContent.includes(text) || one.getAttribute("aria-label")?.includes(text) === true,
    );
    if (found === undefined) throw new Error(`no ${selector} with "${text}" in: ${this.text}`);
    return found;
  }

  has(selector: string, text: string): boolean {
    return [...this.root.querySelectorAll(selector)].some((one) => one.textContent.includes(text));
  }

  /** Opens what a link leads to. */
  follow(name: string): void {
    this.open(this.find("a", name).getAttribute("href") ?? "");
  }

  async press(name: string): Promise<void> {
    this.find("button, summary, a", name).click();
    await drawn();
  }

  /** A radio or a box, by the words beside it. */
  async choose(label: string): Promise<void> {
    this.find("label", label).querySelector("input")?.click();
    await drawn();
  }

  /** A point of a scale. */
  async rate(ask: string, n: number): Promise<void> {
    this.pip(ask, n).click();
    await drawn();
  }

  pip(ask: string, n: number): HTMLInputElement {
    const found = this.find("fieldset", ask).querySelectorAll<HTMLInputElement>("input[type=radio]")[n];
    if (found === undefined) throw new Error(`no ${String(n)} for: ${ask}`);
    return found;
  }

  async type(id: string, text: string): Promise<void> {
    const field = this.find<HTMLTextAreaElement>(`#${id}`);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await drawn();
  }

  async submit(): Promise<void> {
    this.find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await drawn();
  }

  /** What was written before. Returns its id. */
  async write(kind: string, body: object, subject: string | null = null, on = TODAY): Promise<string> {
    const entry = { kind, subject, share: "before", bring_up: false, local_date: on, body: body as Body } as const;
    return (await this.store.save(entry)).id;
  }

  /** The entries of one kind that are kept on this phone. */
  kept(of: string): SavedEntry[] {
    return this.store.entries.value.filter(({ kind }) => kind === of);
  }

  /** The bodies of one kind that are kept on this phone. */
  saved(of: string): (Record<string, unknown> | null)[] {
    return this.kept(of).map(({ body }) => body);
  }

  async keeps(kind: string, ...bodies: object[]): Promise<void> {
    await vi.waitFor(() => {
      expect(this.saved(kind)).toMatchObject(bodies);
    });
  }

  /** The answers that are kept on this phone. */
  logs(): (Record<string, unknown> | null)[] {
    return this.saved("homework");
  }
}

/** A phone that has joined; with consent unless a test is about it. */
export async function aScreen(homework?: Assignment[], consented = true): Promise<Screen> {
  const practice = await Practice.open();
  practice.agreed = agreed(homework);
  const phone = await newPhone(practice);
  await phone.sync();
  if (consented) {
    const body = { given: true, version: "1" };
    await phone.store.save({ kind: "consent", subject: null, share: "before", bring_up: false, local_date: TODAY, body });
    await phone.store.keepSetting("confidentiality_read", "1");
    await phone.store.keepSetting("share", "before");
    await phone.sync();
  }
  return new Screen(practice, phone, await phone.whole());
}

import { computed, signal } from "@preact/signals";
import type { Api } from "../api/api.ts";
import { Unreachable } from "../api/errors.ts";
import { addressOf, keyOf } from "../api/push.ts";
import type { ReminderPhoneReply } from "../api/wire.ts";
import { zone } from "../clock/clock.ts";
import type { Store } from "../store/types.ts";
import type { Browser, Obstacle } from "./browser.ts";
import { obstacle } from "./browser.ts";

/** How reminders stand on this phone. `lost`: they were on, and stopped. `none`: the practice sends none. */
export type Standing = Obstacle | "looking" | "none" | "off" | "on" | "lost";

export const standing = signal<Standing>("looking");
/** They had stopped, and were turned on again since the app was opened. */
export const remade = signal(false);
/** They were on and are not: worth a line on Today. */
export const stopped = computed(() => standing.value === "lost" || (standing.value === "blocked" && wished.value));
const wished = signal(false);

/** What the client chose on this phone: on, off, or nothing yet. */
const WISH = "reminders_on";
/** A browser may leave its answer out for ever. */
const ANSWER_MS = 60_000;
const SUBSCRIBE_MS = 30_000;

export interface Ground {
  store: Pick<Store, "setting" | "keepSetting">;
  api: Pick<Api, "reminderPhone">;
  browser: Browser;
}

/** Why turning on came to nothing. */
export type Problem = "silent" | "dismissed" | "offline" | "refused";

export class NotTurnedOn extends Error {
  override name = "NotTurnedOn";
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}

/** Compares what the browser has with what the server knows, and mends what can be mended without asking anybody. The
 *  server hears of the phone's zone in any case.
 *  @throws ApiError, Unreachable: then `standing` says what the phone alone knows */
export async function look(ground: Ground): Promise<void> {
  const { store, browser } = ground;
  const wish = store.setting<boolean>(WISH);
  const here = await browser.current().catch(() => null);
  const on = wish ?? here !== null;
  wished.value = on;
  // Their memory may be newer than what the browser holds: from here on a loss is noticed.
  if (on && wish === undefined) await store.keepSetting(WISH, true);
  const inTheWay = obstacle(browser.traits());
  standing.value = inTheWay ?? (!on ? "off" : here === null ? "looking" : "on");
  if (!on || inTheWay !== null) {
    if (here !== null) await here.unsubscribe();
    const { push_key } = await tell(ground, null);
    if (push_key === null && inTheWay === null) standing.value = "none";
    return;
  }
  const reply = await tell(ground, here);
  if (reply.push_key === null) standing.value = "none";
  else if (here !== null && reply.kept && !reply.lost && keyOf(here) === reply.push_key) standing.value = "on";
  else await mend(ground, here, reply.push_key);
}

/** Subscribes anew. Not from a tap, so nobody is asked: without their permission it stays lost. */
async function mend(ground: Ground, here: PushSubscription | null, key: string): Promise<void> {
  standing.value = "lost";
  if (ground.browser.traits().permission !== "granted") return;
  await renew(ground, here, key);
  remade.value = true;
}

/** Turns reminders on, in a tap of the person.
 *  @throws NotTurnedOn */
export async function turnOn(ground: Ground): Promise<void> {
  const { store, browser } = ground;
  const answer = await within(browser.ask(), ANSWER_MS);
  if (answer !== "granted") {
    const inTheWay = obstacle(browser.traits());
    if (inTheWay === null) throw new NotTurnedOn("dismissed");
    standing.value = inTheWay;
    return;
  }
  try {
    const here = await browser.current();
    const { push_key } = await tell(ground, null);
    if (push_key === null) {
      standing.value = "none";
      return;
    }
    await renew(ground, here, push_key);
    await store.keepSetting(WISH, true);
  } catch (error) {
    if (error instanceof NotTurnedOn) throw error;
    throw new NotTurnedOn(error instanceof Unreachable ? "offline" : "refused");
  }
  remade.value = false;
}

async function renew(ground: Ground, here: PushSubscription | null, key: string): Promise<void> {
  // An address that was let go once is never taken again: always a new one.
  await here?.unsubscribe();
  const fresh = await within(ground.browser.subscribe(key), SUBSCRIBE_MS);
  const { kept } = await tell(ground, fresh);
  if (!kept) throw new NotTurnedOn("refused");
  wished.value = true;
  standing.value = "on";
}

/** Turns reminders off here. Works without a network: the server hears of it at the next start. */
export async function turnOff(ground: Ground): Promise<void> {
  const { store, browser } = ground;
  await store.keepSetting(WISH, false);
  wished.value = false;
  standing.value = "off";
  remade.value = false;
  await (await browser.current().catch(() => null))?.unsubscribe().catch(() => false);
  await tell(ground, null).catch(() => null);
}

function tell({ api }: Ground, here: PushSubscription | null): Promise<ReminderPhoneReply> {
  return api.reminderPhone({ zone: zone(), subscription: here === null ? null : addressOf(here) });
}

/** @throws NotTurnedOn where nothing answers in time */
async function within<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NotTurnedOn("silent"));
    }, ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

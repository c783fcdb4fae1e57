import { subscribeTo } from "../api/push.ts";

/** What can be known of this phone before anything is asked of it. */
export interface Traits {
  userAgent: string;
  touchPoints: number;
  /** Opened from the home screen. */
  standalone: boolean;
  /** Whether it has what pushes need. */
  pushes: boolean;
  permission: NotificationPermission;
}

/** The browser as far as reminders need it; tests put another in its place. */
export interface Browser {
  traits(): Traits;
  /** Where it takes pushes; null: nowhere. */
  current(): Promise<PushSubscription | null>;
  /** Asks the person. May stay without an answer for ever. */
  ask(): Promise<NotificationPermission>;
  subscribe(key: string): Promise<PushSubscription>;
  /** The notifications that are shown, by their occurrence. */
  shown(): Promise<{ occurrence: string; close(): void }[]>;
}

const has = (name: string): boolean => name in globalThis;

async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration() : undefined;
}

export const browser: Browser = {
  traits: () => ({
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    standalone: matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true,
    pushes: has("PushManager") && has("Notification") && "serviceWorker" in navigator,
    permission: has("Notification") ? Notification.permission : "default",
  }),
  // Safari has a registration without pushes outside of the home screen.
  current: async () => {
    const { pushManager } = ((await registered()) ?? {}) as Partial<ServiceWorkerRegistration>;
    return pushManager === undefined ? null : pushManager.getSubscription();
  },
  ask: () => Notification.requestPermission(),
  subscribe: async (key) => subscribeTo((await navigator.serviceWorker.ready).pushManager, key),
  shown: async () => {
    const all = (await (await registered())?.getNotifications()) ?? [];
    return all.flatMap((one) => {
      const { occurrence } = (one.data ?? {}) as { occurrence?: unknown };
      return typeof occurrence === "string" ? [{ occurrence, close: () => { one.close(); } }] : [];
    });
  },
};

/** What stands between this phone and reminders; null: nothing. */
export type Obstacle = "unsupported" | "install" | "too_old" | "blocked";

/** The first iOS whose home screen apps take pushes. */
const FIRST_IOS = [16, 4] as const;

export function obstacle({ userAgent, touchPoints, standalone, pushes, permission }: Traits): Obstacle | null {
  if (pushes) return permission === "denied" ? "blocked" : null;
  const version = appleVersion(userAgent, touchPoints);
  if (version === null) return "unsupported";
  const [major, minor] = version;
  if (major < FIRST_IOS[0] || (major === FIRST_IOS[0] && minor < FIRST_IOS[1])) return "too_old";
  return standalone ? "unsupported" : "install";
}

/** The version of iOS or iPadOS, null elsewhere. An iPad calls itself a Mac, but has no mouse. */
export function appleVersion(userAgent: string, touchPoints: number): [major: number, minor: number] | null {
  const mobile = /(?:iPhone|iPad|iPod).* OS (\d+)_(\d+)/.exec(userAgent);
  const tablet = touchPoints > 1 && userAgent.includes("Macintosh") ? /Version\/(\d+)\.(\d+)/.exec(userAgent) : null;
  const found = mobile ?? tablet;
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

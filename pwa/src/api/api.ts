import { ApiError, Unreachable } from "./errors.ts";
import {
  isCalendarReply,
  isDeliveriesReply,
  isDeviceReply,
  isJoinReply,
  isLogReply,
  isMyWeekReply,
  isReminderPhoneReply,
  isSyncReply,
  isTestReply,
  readError,
} from "./shapes.ts";
import type {
  AccessLogReply,
  CalendarReply,
  DeliveriesReply,
  DeviceReply,
  ExportRequest,
  JoinReply,
  JoinRequest,
  MyWeekReply,
  ReminderPhoneReply,
  ReminderPhoneRequest,
  SeenRequest,
  SyncReply,
  SyncRequest,
  TestReply,
} from "./wire.ts";

/** All calls reject with ApiError (the server said no) or Unreachable (there was no whole answer). */
export interface Api {
  join: (request: JoinRequest) => Promise<JoinReply>;
  device: () => Promise<DeviceReply>;
  confirm: () => Promise<DeviceReply>;
  sync: (request: SyncRequest) => Promise<SyncReply>;
  signOut: () => Promise<void>;
  /** Asks that all be erased, with the code given in session. */
  erase: (code: string) => Promise<unknown>;
  /** Takes that back. */
  keepData: () => Promise<unknown>;
  wiped: (device: string) => Promise<void>;
  /** Newest first; `before` is the `n` of the last sentence already held. */
  accessLog: (before?: number) => Promise<AccessLogReply>;
  /** My week since the last session, as my therapist would read it now. */
  myWeek: () => Promise<MyWeekReply>;
  /** Everything of mine as one file, by a code given in session. */
  everything: (code: string) => Promise<Blob>;
  /** Whether reminders can be had as a calendar, under a private address. */
  calendar: () => Promise<CalendarReply>;
  /** A new address, which ends the one before; or none any more. */
  askCalendar: (on: boolean) => Promise<CalendarReply>;
  /** Says where this phone is and takes pushes. */
  reminderPhone: (request: ReminderPhoneRequest) => Promise<ReminderPhoneReply>;
  reminderSeen: (request: SeenRequest) => Promise<void>;
  reminderTest: () => Promise<TestReply>;
  /** What is planned, and what became of what was, newest first. */
  deliveries: () => Promise<DeliveriesReply>;
}

export interface ApiOptions {
  fetch?: typeof globalThis.fetch;
  /** After this many ms without the end of the answer a call is given up. */
  timeout?: number;
}

/** For answers of which only the status says something. */
const anything = (reply: unknown): reply is unknown => reply !== undefined;

export function connect(options: ApiOptions = {}): Api {
  const timeout = options.timeout ?? 20_000;
  const request = options.fetch ?? ((input, init) => globalThis.fetch(input, init));

  /** `read` takes the answer of a request that was granted, within the time there is. */
  async function ask<T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      stop.abort();
    }, timeout);
    try {
      const response = await request(path, {
        ...init,
        cache: "no-store",
        credentials: "same-origin",
        redirect: "error",
        signal: stop.signal,
      });
      if (!response.ok) throw refusal(response, await response.text());
      return await read(response);
    } catch (error) {
      if (error instanceof ApiError || error instanceof Unreachable) throw error;
      throw new Unreachable(`${path}: no whole answer`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  const call = <T>(path: string, init: RequestInit, fits: (reply: unknown) => reply is T): Promise<T> =>
    ask(path, init, async (response) => {
      const text = await response.text();
      const reply: unknown = text === "" ? null : JSON.parse(text);
      if (!fits(reply)) throw new Unreachable(`${path}: an answer of another shape`);
      return reply;
    });
  const get = <T>(path: string, fits: (reply: unknown) => reply is T): Promise<T> =>
    call(path, { method: "GET", headers: { Accept: "application/json" } }, fits);
  const posting = (body: unknown): RequestInit => {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-Throughline": "1" };
    return { method: "POST", headers, body: JSON.stringify(body) };
  };
  const post = <T>(path: string, body: unknown, fits: (reply: unknown) => reply is T): Promise<T> => call(path, posting(body), fits);

  return {
    join: (body) => post("/api/join", body, isJoinReply),
    device: () => get("/api/device", isDeviceReply),
    confirm: () => post("/api/confirm", {}, isDeviceReply),
    sync: (body) => post("/api/sync", body, isSyncReply),
    signOut: async () => {
      await post("/api/sign-out", {}, anything);
    },
    erase: (code) => post("/api/erase", { code }, anything),
    keepData: () => post("/api/erase/keep", {}, anything),
    wiped: async (device) => {
      await post("/api/wiped", { device }, anything);
    },
    accessLog: (before) => get(`/api/access-log${before === undefined ? "" : `?before=${String(before)}`}`, isLogReply),
    myWeek: () => get("/api/my-week", isMyWeekReply),
    everything: (code) => ask("/api/export", posting({ code } satisfies ExportRequest), asFile),
    calendar: () => get("/api/reminders/calendar", isCalendarReply),
    askCalendar: (on) => post("/api/reminders/calendar", { on }, isCalendarReply),
    reminderPhone: (body) => post("/api/reminders/phone", body, isReminderPhoneReply),
    reminderSeen: async (body) => {
      await post("/api/reminders/seen", body, anything);
    },
    reminderTest: () => post("/api/reminders/test", {}, isTestReply),
    deliveries: () => get("/api/reminders/deliveries", isDeliveriesReply),
  };
}

/** A page of a hotel's network is no file of ours. */
function asFile(response: Response): Promise<Blob> {
  if (response.headers.get("Content-Type") !== "application/zip") throw new Unreachable("an answer of another shape");
  return response.blob();
}

/** An error page of something between phone and server is no word of the server's: only a body of ours is. */
function refusal(response: Response, text: string): ApiError | Unreachable {
  const error = readError(text);
  if (error) return new ApiError(response.status, error.code, error.reason, error.retry_after ?? null);
  if (response.status === 413) return new ApiError(413, "too_large", "");
  return new Unreachable(`answered ${String(response.status)}`);
}

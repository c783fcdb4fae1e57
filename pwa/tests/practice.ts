import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256, type KeyPair as Pair } from "hpke";
import { uuid7 } from "../src/entry/uuid.ts";
import type {
  Agreed,
  Body,
  DeliveriesReply,
  DeviceReply,
  Envelope,
  MyWeekReply,
  ReminderPhoneReply,
  ReminderPhoneRequest,
  SealedEntry,
  SeenRequest,
  StoredEntry,
  SyncReply,
  SyncRequest,
  SyncResult,
} from "../src/api/wire.ts";

const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

type KeyPair = Pair<CryptoKey>;

interface Row extends StoredEntry {
  text: string;
}

/** What goes wrong with one request. `lost`: the reply, after the commit. `cut`: the reply ends in the middle. */
export type Fault = "none" | "offline" | "lost" | "cut" | "502" | "busy";

/** A server in memory that keeps to the contract of /api/sync, for one client. */
export class Practice {
  readonly client = uuid7(1_800_000_000_000);
  epoch = "first";
  rows: Row[] = [];
  agreed: Agreed | null = null;
  agreedVersion = "0";
  /** What GET /api/my-week says; null: it is not to be had. */
  week: MyWeekReply | null = null;
  time = Date.UTC(2026, 10, 23, 12);
  mostEntries = 100;
  /** Answers other than the usual: by kind of the entry. */
  readonly refusals = new Map<string, { code: string; reason: string }>();
  /** Consulted for each request, the oldest first; then none. */
  faults: Fault[] = [];
  requests: SyncRequest[] = [];
  unwelcome: { status: number; code: string } | null = null;
  wiped: string[] = [];
  /** What stands for another entry: by kind, what it becomes. */
  readonly meanings = new Map<string, Partial<Envelope>>();
  /** What the phones said of reminders, and what they are told. */
  readonly reminders = {
    phones: [] as ReminderPhoneRequest[],
    seen: [] as SeenRequest[],
    /** Answers one after the other; the last one stays. */
    replies: [{ kept: false, lost: false, push_key: null }] as ReminderPhoneReply[],
    /** null: it is not to be had. */
    list: null as DeliveriesReply | null,
    test: "" as string | number,
  };
  private seq = 0;
  private readonly keys = new Map<string, KeyPair>();
  private keyId = "";
  private point = "";

  static async open(): Promise<Practice> {
    const practice = new Practice();
    await practice.newKey();
    return practice;
  }

  async newKey(forgetOld = false): Promise<void> {
    if (forgetOld) this.keys.clear();
    const pair = await suite.GenerateKeyPair();
    this.keyId = uuid7(this.time);
    this.keys.set(this.keyId, pair);
    this.point = Buffer.from(await suite.SerializePublicKey(pair.publicKey)).toString("base64url");
  }

  deviceReply(device: string): DeviceReply {
    return {
      state: "joined",
      client: this.client,
      device,
      check: "482",
      practice: { name: "Linden" },
      therapist: { name: "Tomas Keller" },
      epoch: this.epoch,
      exchange_key: { id: this.keyId, public: this.point },
      server_time: this.now(),
    };
  }

  /** A `fetch` as the phone `device` of this client sees it. */
  fetchFor(device: string): typeof globalThis.fetch {
    return async (input, init) => {
      const path = typeof input === "string" ? input : "";
      if (path === "/api/device") return this.unwelcome?.status === 401 ? refuse(401, this.unwelcome.code) : Response.json(this.deviceReply(device));
      if (path === "/api/my-week") {
        if (this.week === null) throw new TypeError("Failed to fetch");
        return Response.json(this.week);
      }
      if (path === "/api/reminders/deliveries") {
        if (this.reminders.list === null) throw new TypeError("Failed to fetch");
        return Response.json(this.reminders.list);
      }
      const body: unknown = JSON.parse(typeof init?.body === "string" ? init.body : "null");
      if (path.startsWith("/api/reminders/")) return this.remind(path.slice("/api/reminders/".length), body);
      if (path === "/api/wiped") {
        this.wiped.push((body as { device: string }).device);
        return new Response(null, { status: 204 });
      }
      return this.answer(device, body as SyncRequest);
    };
  }

  private remind(what: string, body: unknown): Response {
    const { phones, seen, replies, test } = this.reminders;
    if (this.faults[0] === "offline") throw new TypeError("Failed to fetch");
    if (what === "seen") {
      seen.push(body as SeenRequest);
      return new Response(null, { status: 204 });
    }
    if (what === "test") return typeof test === "number" ? refuse(test, "no") : Response.json({ occurrence: test });
    phones.push(body as ReminderPhoneRequest);
    return Response.json(replies.length > 1 ? replies.shift() : replies[0]);
  }

  private async answer(device: string, request: SyncRequest): Promise<Response> {
    const fault = this.faults.shift() ?? "none";
    if (fault === "offline") throw new TypeError("Failed to fetch");
    if (fault === "502") return new Response("<h1>Bad gateway</h1>", { status: 502 });
    if (fault === "busy") return refuse(503, "busy");
    this.requests.push(request);
    if (this.unwelcome) return refuse(this.unwelcome.status, this.unwelcome.code);
    if (request.client !== this.client) return refuse(409, "other_client");
    if (request.entries.length > this.mostEntries) return refuse(413, "too_large");
    const reply = JSON.stringify(await this.sync(device, request));
    if (fault === "lost") throw new TypeError("network connection was lost");
    return new Response(fault === "cut" ? reply.slice(0, reply.length / 2) : reply);
  }

  private async sync(device: string, request: SyncRequest): Promise<SyncReply> {
    const results: SyncResult[] = [];
    for (const item of request.entries) results.push(await this.receive(device, item));
    const nothing = { agreed_version: null, agreed: null, entries: [], cursor: null, more: false };
    const said = { epoch: this.epoch, server_time: this.now(), results };
    const from = request.cursor;
    if (from === null) return { ...said, ...nothing };
    if (request.epoch !== this.epoch) return { ...said, ...nothing, cursor: 0 };
    const page = this.rows.filter((row) => row.seq > from).slice(0, 50);
    const more = this.rows.filter((row) => row.seq > from).length > page.length;
    const meant = new Set(this.rows.filter(({ text }) => this.meanings.has((JSON.parse(text) as Envelope).kind)).map(({ id }) => id));
    const sent = new Set(request.entries.filter(({ id }) => !meant.has(id)).map(({ id, revision }) => `${id}/${String(revision)}`));
    const changed = request.agreed_version !== this.agreedVersion;
    return {
      ...said,
      agreed_version: this.agreedVersion,
      agreed: changed ? this.agreed : null,
      entries: page
        .filter((row) => row.device !== device || !sent.has(`${row.id}/${String(row.revision)}`))
        .map(({ text: _, ...row }) => row),
      cursor: more ? (page.at(-1)?.seq ?? from) : this.seq,
      more,
    };
  }

  private async receive(device: string, item: SealedEntry): Promise<SyncResult> {
    const { id, revision } = item;
    const text = await this.unseal(item).catch(() => null);
    if (text === null) return { id, revision, outcome: "refused", code: "sealed", reason: "It cannot be opened." };
    const envelope = JSON.parse(text) as Envelope;
    const refusal = this.refusals.get(envelope.kind);
    if (refusal) return { id, revision, outcome: "refused", ...refusal };
    const twins = this.rows.filter((row) => row.id === id && row.revision === revision);
    const same = twins.find((row) => row.device === device && row.text === text);
    if (same) return { id, revision, outcome: "already_stored", received_at: same.received_at, seq: same.seq };
    this.seq += 1;
    const received_at = this.now();
    const others = this.rows.filter((row) => row.id === id);
    // A withdrawal ends the bodies of what came before it, and of what comes late.
    if (envelope.withdrawn) for (const row of others) if (row.revision <= revision) row.body = null;
    const body = others.some((row) => row.withdrawn && row.revision >= revision) ? null : envelope.body;
    const current = others.every((row) => row.revision < revision);
    if (current) for (const row of others) row.current = false;
    const meaning = this.meanings.get(envelope.kind);
    this.rows.push({ ...envelope, body, ...meaning, id, revision, device, seq: this.seq, received_at, current, text });
    return { id, revision, outcome: twins.length === 0 ? "stored" : "conflict", received_at, seq: this.seq };
  }

  async unseal({ id, revision, key, sealed }: SealedEntry): Promise<string> {
    const pair = this.keys.get(key);
    if (!pair) throw new Error("unknown key");
    const bytes = new Uint8Array(Buffer.from(sealed, "base64url"));
    const info = new TextEncoder().encode(`throughline/entry/1/${this.client}/${id}/${String(revision)}`);
    return new TextDecoder().decode(await suite.Open(pair, bytes.subarray(0, 65), bytes.subarray(65), { info }));
  }

  backup(): () => void {
    const { seq } = this;
    const rows = structuredClone(this.rows);
    return () => {
      this.rows = rows;
      this.seq = seq;
      this.epoch = `after ${this.epoch}`;
    };
  }

  /** The words of all stored rows, sorted, for comparing with what was written. */
  words(): string[] {
    return this.rows.map((row) => wordsOf(row.body)).sort();
  }

  private now(): string {
    this.time += 1000;
    return new Date(this.time).toISOString();
  }
}

/** The words of a homework body; "withdrawn" where there is none. */
export function wordsOf(body: Body | null): string {
  const words = body?.["words"];
  return typeof words === "string" ? words : "withdrawn";
}

function refuse(status: number, code: string): Response {
  return Response.json({ error: { code, reason: "No." } }, { status });
}

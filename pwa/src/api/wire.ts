/** What travels between phone and server. Times are `YYYY-MM-DDTHH:MM:SS.mmmZ`, dates `YYYY-MM-DD`, zones IANA. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Body = Record<string, Json>;
export type Share = "before" | "when_we_meet";

export interface Envelope {
  kind: string;
  subject: string | null;
  share: Share;
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  zone: string;
  withdrawn: boolean;
  body: Body | null;
}

export interface SealedEntry {
  id: string;
  revision: number;
  key: string;
  sealed: string;
}

export interface SyncRequest {
  client: string;
  epoch: string;
  cursor: number | null;
  agreed_version: string | null;
  entries: SealedEntry[];
}

export type Outcome = "stored" | "already_stored" | "refused" | "conflict";

export interface SyncResult {
  id: string;
  revision: number;
  outcome: Outcome;
  code?: string | null;
  reason?: string | null;
  received_at?: string | null;
  seq?: number | null;
}

export interface StoredEntry {
  id: string;
  revision: number;
  seq: number;
  device: string;
  kind: string;
  subject: string | null;
  share: Share;
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  received_at: string;
  zone: string;
  withdrawn: boolean;
  current: boolean;
  body: Body | null;
}

export interface SyncReply {
  epoch: string;
  server_time: string;
  results: SyncResult[];
  agreed_version: string;
  agreed: Agreed | null;
  entries: StoredEntry[];
  cursor: number | null;
  more: boolean;
}

export type Style = "directive" | "nondirective" | "facilitative" | "supportive" | "task_oriented";
export type ObstacleCode =
  | "avoided"
  | "forgot"
  | "when_where_how"
  | "no_why"
  | "boring"
  | "no_time"
  | "nothing_to_gain"
  | "other";

export interface Step {
  id: string;
  text: string;
}

export type Schedule =
  | { type: "days"; weekdays: number[]; at: string[] }
  | { type: "times_a_week"; times: number }
  | { type: "once"; on: string; at: string | null };

export interface Assignment {
  id: string;
  version: number;
  what: string;
  why: string | null;
  style: Style;
  scales: boolean;
  steps: Step[];
  where: string | null;
  how_long: string | null;
  confidence: number | null;
  obstacle: ObstacleCode | null;
  then: string | null;
  therapist_does: string | null;
  schedule: Schedule;
  starts_on: string;
  ends_on: string | null;
  ended_at: string | null;
}

export interface Meeting {
  id: string;
  starts_at: string;
  zone: string;
  minutes: number;
  state: "planned" | "held" | "cancelled" | "no_show";
  moved_from: string | null;
}

export interface Receipt {
  entry: string;
  opened_at: string | null;
  talked_at: string | null;
}

export interface Opened {
  at: string;
  who: string;
  what: string;
}

export interface AgreedText {
  version: string;
  title: string;
  paragraphs: string[];
}

export interface HelpLine {
  name: string;
  number: string;
  hours: string;
}

/** Everything agreed with this client, always as a whole. */
export interface Agreed {
  practice: { name: string; zone: string; first_weekday: number; day_ends_at: string };
  therapist: { name: string; reads: string | null };
  texts: { consent: AgreedText; confidentiality: AgreedText; help_lines: HelpLine[] };
  homework: Assignment[];
  meetings: Meeting[];
  receipts: Receipt[];
  opened: Opened[];
}

export interface ExchangeKey {
  id: string;
  public: string;
}

export interface DeviceReply {
  state: "waiting" | "joined";
  client: string;
  device: string;
  check: string;
  practice: { name: string };
  therapist: { name: string };
  epoch: string;
  exchange_key: ExchangeKey | null;
  server_time: string;
}

export interface JoinRequest {
  token?: string;
  code?: string;
  label: string;
}

export interface JoinReply {
  state: "waiting";
  client: string;
  check: string;
  practice: { name: string };
  therapist: { name: string };
}

export interface AccessLogReply {
  sentences: { n: number; at: string; text: string }[];
  more: boolean;
}

export type HomeworkBody = {
  answer: "done" | "partly" | "not_this_time";
  quantity: number | null;
  quality: number | null;
  difficulty: number | null;
  obstacles: ObstacleCode[];
  steps: { id: string; ticked_at: string }[];
  words: string | null;
};

export type ConsentBody = {
  given: boolean;
  version: string;
};

export interface ErrorReply {
  error: { code: string; reason: string; retry_after?: number };
}

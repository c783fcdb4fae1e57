/**
 * What travels between phone and server. Made by `throughline wire` from the server's models: change those.
 * Times are ISO 8601 in UTC, dates `YYYY-MM-DD`, zones IANA names.
 */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Body = Record<string, Json>;

/** One page of the log, newest first. ``more``: ask again with ``before`` = the last ``n``. */
export type AccessLogReply = {
  sentences: LoggedSentence[];
  more: boolean;
};

/** So many minutes after the end of each session. */
export type AfterSessions = {
  type: "after_sessions";
  minutes: number;
};

/** All that comes down to a phone, always as a whole. Each room fills its own part. What a snapshot of an older server does not have, has a default here: a phone may still hold such a one. */
export type Agreed = {
  practice: AgreedPractice;
  therapist: AgreedTherapist;
  texts: AgreedTexts;
  homework: Assignment[];
  meetings: Meeting[];
  receipts: AgreedReceipt[];
  opened: Opened[];
  ladders?: OfferedLadder[];
  therapy_look?: TherapyLook | null;
  reminders?: AgreedReminders | null;
  repairs?: OfferedRepair[];
  goals?: OfferedGoal[];
  erase?: AgreedErase | null;
};

/** Who reads while the therapist is away, and the last day of it. */
export type AgreedCover = {
  name: string;
  until: string;
};

/** The client asked that all be erased: from when on that is done. Until then they can take it back. */
export type AgreedErase = {
  at: string;
};

/** The practice's name and its way of counting days (``first_weekday``: 0 is Monday). */
export type AgreedPractice = {
  name: string;
  zone: string;
  first_weekday: number;
  day_ends_at: string;
};

/** What became of an entry at the therapist's, or at a colleague's who covers: ``by`` is the name. */
export type AgreedReceipt = {
  entry: string;
  by?: string | null;
  opened_at: string | null;
  talked_at: string | null;
};

/** One reminder as it is now: the client's word over what was agreed. ``times`` is set for "so many times a week, any day"; an answer counts for ``stays`` days after its day. ``own``: the client changed it. ``asks_time``: three went without an answer, it is time to ask whether the time still suits. */
export type AgreedReminder = {
  id: string;
  about: "homework" | "session" | "look" | "review" | "outcome" | "week" | "test";
  subject: string | null;
  on: boolean;
  own: boolean;
  when: OnDays | AfterSessions;
  times: number | null;
  stays?: number;
  asks_time: boolean;
};

/** What the phone knows of its reminders without a network. ``turned_on``: the client asked for reminders. */
export type AgreedReminders = {
  turned_on: boolean;
  hours: ReminderHoursBody;
  reminders: AgreedReminder[];
};

/** A text of the practice, in the version that holds. */
export type AgreedText = {
  version: string;
  title: string;
  paragraphs: string[];
};

/** What is read, and whom to call. */
export type AgreedTexts = {
  consent: AgreedText;
  confidentiality: AgreedText;
  sessions?: AgreedText | null;
  help_lines: HelpLine[];
};

/** The therapist, when they usually read, in their own words, and who reads for them today, if they are away. */
export type AgreedTherapist = {
  name: string;
  reads: string | null;
  cover?: AgreedCover | null;
};

/** How one session felt, each grade 0 to 10; what was not answered is null, never a number. The times are the session's as the phone knew them. Of one that the therapist never entered there is at most a start, about which the client was asked. ``wording`` is the version of the questions that were read. */
export type AllianceCheckInBody = {
  outcome: "rated" | "did_not_meet" | "rather_not";
  safety: number | null;
  respect: number | null;
  felt_off: boolean;
  pillars: PillarGrades | null;
  words: string | null;
  session_started_at: string | null;
  session_ended_at: string | null;
  wording: string;
};

/** Something worth asking about: what, what it rests on, and something to say. A lower ``weight`` comes first. */
export type Ask = {
  id: string;
  title: string;
  evidence: Text[];
  say: string | null;
  entry?: string | null;
  weight?: number;
  link?: Link | null;
};

/** A plan as it comes down: ``version`` counts its changes. A snapshot of an older server has no ``marks``. */
export type Assignment = {
  what: string;
  why: string | null;
  style: "directive" | "nondirective" | "facilitative" | "supportive" | "task_oriented";
  scales: boolean;
  steps: Step[];
  where: string | null;
  how_long: string | null;
  confidence: number | null;
  obstacle: "avoided" | "forgot" | "when_where_how" | "no_why" | "boring" | "no_time" | "nothing_to_gain" | "other" | null;
  then: string | null;
  therapist_does: string | null;
  schedule: DaysSchedule | TimesAWeekSchedule | OnceSchedule;
  starts_on: string;
  ends_on: string | null;
  goal?: NamedGoal | null;
  id: string;
  version: number;
  ended_at: string | null;
  marks?: SharedMark[];
};

/** The client's proposal that a goal began with, as it was when the therapist answered it. */
export type Began = {
  entry: string;
  revision: number;
};

/** Whether there is an address. ``address`` comes only with the reply that made it: it is not kept. */
export type CalendarReply = {
  on: boolean;
  address: string | null;
};

/** Whether reminders are to be had as a calendar too, under a secret address. A new one ends the one before. */
export type CalendarRequest = {
  on: boolean;
};

/** One cell: texts one after the other. */
export type Cell = {
  texts: Text[];
};

/** One series of numbers, oldest first. ``finding`` says in words what it shows; a table stands beside the picture. ``usual`` is what is usual for this person, where enough points tell it; ``basis`` says what it rests on and what it cannot tell. */
export type Chart = {
  type?: "chart";
  title: string;
  finding: Text[];
  basis: string;
  lowest?: number;
  highest?: number;
  usual: number | null;
  points: Point[];
};

/** The next time of one reminder. */
export type ComingItem = {
  reminder: string;
  about: "homework" | "session" | "look" | "review" | "outcome" | "week" | "test";
  subject: string | null;
  due_at: string;
};

/** Yes or no, and the version of the text that was on the screen. */
export type ConsentBody = {
  given: boolean;
  version: string;
};

/** One number and what it counts. Grey where it stands for something that is not known. */
export type Count = {
  n: number;
  of: string;
  tone?: "plain" | "ask" | "grey";
};

/** Counts of one thing, for example of one assignment. ``basis`` says what they rest on. ``marking`` is where the therapist says how the same thing looks to them. */
export type Counts = {
  type?: "counts";
  title: string;
  basis?: string | null;
  counts: Count[];
  marking?: Marking | null;
};

/** On fixed weekdays (0 is Monday), about these local times. Of every ``every_weeks``th week (from Monday), counted from the one the plan starts in. */
export type DaysSchedule = {
  type: "days";
  weekdays: number[];
  at: string[];
  every_weeks?: 1 | 2 | 4;
};

/** The delivery list: what is planned, and what came of the last four weeks, the newest first. */
export type DeliveriesReply = {
  coming: ComingItem[];
  items: DeliveryItem[];
};

/** One occurrence and what became of it. ``why`` says how it ended; null while it runs. */
export type DeliveryItem = {
  occurrence: string;
  reminder: string | null;
  about: "homework" | "session" | "look" | "review" | "outcome" | "week" | "test";
  subject: string | null;
  day: string;
  due_at: string;
  open_until: string;
  later_until: string | null;
  why: "answered" | "off" | "over" | "late" | "newer" | "paused" | "quiet" | "enough_today" | "no_phone" | "failed" | null;
  steps: DeliveryStep[];
};

/** One attempt to reach one phone, and how far it came. ``failed`` is a code of ours. */
export type DeliveryStep = {
  nth: "nudge" | "follow_up" | "later" | "test";
  phone: string;
  this_phone: boolean;
  decided_at: string;
  accepted_at: string | null;
  shown_at: string | null;
  opened_at: string | null;
  failed: string | null;
};

/** ``exchange_key`` only once both have confirmed: before that nothing is sealed, and nothing comes down. */
export type DeviceReply = {
  state: "waiting" | "joined";
  client: string;
  device: string;
  check: string;
  practice: Named;
  therapist: Named;
  epoch: string;
  exchange_key: ExchangeKeyReply | null;
  server_time: string;
};

/** What a phone seals to its practice: one revision of one entry. A withdrawal has no body. */
export type Envelope = {
  kind: string;
  subject: string | null;
  share: "before" | "when_we_meet";
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  zone: string;
  withdrawn: boolean;
  body: Body | null;
};

/** From when on all is erased; until then it can be taken back. */
export type EraseReply = {
  at: string;
};

/** The code that the therapist gave in session. */
export type EraseRequest = {
  code: string;
};

/** The body of every refusal of a whole request. */
export type ErrorReply = {
  error: Wrong;
};

/** The practice's key for what phones seal: base64url of the raw P-256 point (65 bytes). */
export type ExchangeKeyReply = {
  id: string;
  public: string;
};

/** What the client realistically expects. ``likelihood`` is of reaching level 0 or better. ``offered`` is the id of the ladder it was picked from, null where it is in the client's own words. */
export type ExpectationBody = {
  words: string;
  by: string;
  much_less: string | null;
  less: string | null;
  more: string | null;
  much_more: string | null;
  start: number;
  likelihood: number | null;
  in_the_way: string | null;
  offered: string | null;
};

/** How an expectation looks today, and what to do with it. What was not changed is null. */
export type ExpectationLookBody = {
  looks: "too_hopeful" | "about_right" | "too_careful";
  then: "keep" | "change" | "talk";
  words: string | null;
  by: string | null;
  likelihood: number | null;
  note: string | null;
};

/** What happened in the end. ``level`` null: rather not say. */
export type ExpectationReviewBody = {
  level: number | null;
  happened: string | null;
  learned: string | null;
};

/** The code that the therapist gave in session for this. */
export type ExportRequest = {
  code: string;
};

/** A name and its value. */
export type Fact = {
  name: string;
  value: Text;
};

/** Pairs, for example the plan card of an assignment. */
export type Facts = {
  type?: "facts";
  title: string;
  facts: Fact[];
};

/** What the client would like to work towards, and why it matters to them. */
export type GoalProposalBody = {
  words: string;
  why: string | null;
};

/** The client's word on one version of a goal. ``wording`` is how they would put it, where they would change it. */
export type GoalReplyBody = {
  answer: "yes" | "change" | "not_now" | "reached";
  version: number;
  wording: string | null;
  words: string | null;
};

/** One version as it comes down. ``version`` counts from 1, ``at`` is when it was written. */
export type GoalVersion = {
  version: number;
  at: string;
  words: string;
  revisit_on: string | null;
  stance: "yes" | "not_now" | "reached";
  note: string | null;
};

/** Somebody to call. */
export type HelpLine = {
  name: string;
  number: string;
  hours: string;
};

/** What the client says of one time. Only ``answer`` is needed; what was not answered is null, never a number. */
export type HomeworkBody = {
  answer: "done" | "partly" | "not_this_time";
  quantity: number | null;
  quality: number | null;
  difficulty: number | null;
  obstacles: ("avoided" | "forgot" | "when_where_how" | "no_why" | "boring" | "no_time" | "nothing_to_gain" | "other")[];
  steps: Tick[];
  words: string | null;
};

/** ``check`` is three digits that both screens show, so that two people know it is the same phone. */
export type JoinReply = {
  state: "waiting" | "joined";
  client: string;
  device: string;
  check: string;
  practice: Named;
  therapist: Named;
};

/** An invitation's token (from the link) or its short code; ``label`` is what the phone calls itself. */
export type JoinRequest = {
  token?: string | null;
  code?: string | null;
  label: string;
};

/** A page of the therapist's that goes further: a path on their host. The phone shows none. */
export type Link = {
  text: string;
  href: string;
};

/** One line: its number, when it was, and the whole sentence in the client's own time. */
export type LoggedSentence = {
  n: number;
  at: string;
  text: string;
};

/** A small form of the therapist's, sent to the path ``href``. The phone shows none, nor does paper. ``about`` names what is marked, ``state`` says what stands by now, ``tick`` what is ``ticked``. */
export type Marking = {
  id: string;
  title: string;
  about: string;
  state: Text;
  hint: string;
  scales: Scale[];
  tick: string;
  ticked: boolean;
  href: string;
};

/** A therapy session. Times are UTC, ``zone`` is where it is held. */
export type Meeting = {
  id: string;
  starts_at: string;
  zone: string;
  minutes: number;
  state: "planned" | "held" | "cancelled" | "no_show";
  moved_from: string | null;
};

/** The days from ``first`` to ``last`` as the therapist would read them at ``at``; none before consent. */
export type MyWeekReply = {
  first: string;
  last: string;
  at: string;
  sections: Section[];
};

/** Somebody or something with a name. */
export type Named = {
  name: string;
};

/** The goal that an assignment is for, in the words it had when that was agreed. */
export type NamedGoal = {
  id: string;
  words: string;
};

/** Nothing more is said. */
export type NotMineBody = Record<string, never>;

/** A plain remark: what is missing, what a number cannot tell. Where it is what somebody wrote, ``entry`` names the entry, ``new`` that it was not opened before, ``about`` says when it was written and what of. */
export type Note = {
  type?: "note";
  text: Text;
  entry?: string | null;
  new?: boolean;
  about?: string | null;
};

/** An empty body. */
export type Nothing = Record<string, never>;

/** A goal as it comes down, with all its versions, oldest first. What became of it, each side finds by the rules. */
export type OfferedGoal = {
  id: string;
  began: Began | null;
  versions: GoalVersion[];
};

/** A ladder as it comes down, to be picked or not: ``version`` counts its changes. */
export type OfferedLadder = {
  words: string;
  by: string;
  much_less: string | null;
  less: string | null;
  more: string | null;
  much_more: string | null;
  start: number;
  subject: string | null;
  id: string;
  version: number;
  ended_at: string | null;
};

/** What the two talked about and what changes, as the therapist wrote it for the client. ``version`` counts its changes. ``open`` while it waits for the client's word: at most one does. */
export type OfferedRepair = {
  id: string;
  version: number;
  agreed_at: string;
  talked: string | null;
  changes: string | null;
  open: boolean;
};

/** At local times, every ``every`` days, or on ``weekdays`` (0 is Monday) of every ``every``th week. */
export type OnDays = {
  type: "on_days";
  at: string[];
  first: string;
  last: string | null;
  every: number;
  weekdays: number[];
};

/** On one day, at a local time where one was agreed. */
export type OnceSchedule = {
  type: "once";
  on: string;
  at: string | null;
};

/** Who opened what, and when. */
export type Opened = {
  at: string;
  who: string;
  what: string;
};

/** Once a month, the pillars besides safety and respect, each 0 to 10. */
export type PillarGrades = {
  rapport: number | null;
  goals: number | null;
  expectations: number | null;
  responsibility: number | null;
  empathy: number | null;
};

/** One place on a chart: the day as it is shown, and the number given there; ``None`` where none was. ``missing`` says what became of a number that is not there, where that is known. ``flagged`` rings it: worth asking about. ``words`` are the client's own at that point. */
export type Point = {
  at: string;
  value: number | null;
  missing?: string | null;
  flagged?: boolean;
  words?: string | null;
};

/** What is feared of one situation: how likely, and how bad it will be. More of it is not better. */
export type PredictionBody = {
  situation: string;
  fear: string;
  likelihood: number | null;
  how_bad: number | null;
  on: string | null;
};

/** What became of what was feared. */
export type PredictionOutcomeBody = {
  happened: "yes" | "partly" | "no";
  how_bad: number | null;
  what: string | null;
  learned: string | null;
};

/** What ``PushSubscription.toJSON()`` gives: keys are base64url. ``vapid`` is the sender's key it was made for. */
export type PushAddress = {
  endpoint: string;
  p256dh: string;
  auth: string;
  vapid: string;
};

/** A question about one of the practice's texts: which, in which version it was read, and words if there are any. */
export type QuestionBody = {
  text: string;
  version: string;
  words: string | null;
};

/** What the client makes of one reminder (the entry's subject). What is null stays as it was agreed. */
export type ReminderChoiceBody = {
  on: boolean;
  at: string[] | null;
  weekdays: number[] | null;
  minutes: number | null;
};

/** *Done*, pressed on the notification: the occurrence (the entry's subject), and nothing else. */
export type ReminderDoneBody = Record<string, never>;

/** When the client wants to hear from us. Quiet hours that are equal: none. ``paused_until`` is the last day of it. ``follow_up_minutes`` null: no follow-up. */
export type ReminderHoursBody = {
  quiet_from: string;
  quiet_to: string;
  paused_until: string | null;
  most_a_day: number;
  follow_up_minutes: number | null;
};

/** *Later*: until when to put the occurrence (the subject) off. */
export type ReminderLaterBody = {
  until: string;
};

/** What the server makes of it. ``kept``: pushes go there; ``lost``: it knew an address here, which is gone now. ``push_key`` is the sender's public key (base64url), null where this practice sends none. */
export type ReminderPhoneReply = {
  kept: boolean;
  lost: boolean;
  push_key: string | null;
};

/** Said at every start of the app: the phone's zone, and where it takes pushes; null: it takes none. */
export type ReminderPhoneRequest = {
  zone: string;
  subscription: PushAddress | null;
};

/** Answered, but what was written stays on the phone. ``due`` names which time of the reminder (the subject). */
export type ReminderStopBody = {
  due: string;
};

/** The client's word on a repair, in the version that was read: whether it helped, or to leave it. */
export type RepairReplyBody = {
  answer: "helped" | "not_yet" | "leave_it";
  version: number;
  words: string | null;
};

/** One row. ``entry`` names the entry behind it, ``new`` that it was not opened before. */
export type Row = {
  entry?: string | null;
  new?: boolean;
  late?: string | null;
  talked_at?: string | null;
  cells: Cell[];
};

/** A question from 0 to 10: ``words`` are eleven, one a number. What is not answered is ``None``. */
export type Scale = {
  name: string;
  label: string;
  words: string[];
  value: number | null;
};

/** One waiting entry: in clear only where it belongs; ``sealed`` is base64url, ``key`` the exchange key's id. */
export type SealedEntry = {
  id: string;
  revision: number;
  key: string;
  sealed: string;
};

/** One section of the weekly page. ``lead`` carries the finding in words, counts before percentages. ``asks`` are gathered from all sections and stand first on the page. A ``letter`` is to the therapist about the whole week: it stands beside them. */
export type Section = {
  id: string;
  pillar: "rapport" | "goals" | "expectations" | "responsibility" | "empathy" | "safety_and_respect";
  title: string;
  lead: Text[];
  blocks: (Counts | Table | Facts | Note | Chart)[];
  asks?: Ask[];
  letter?: boolean;
  links?: Link[];
};

/** What became of an occurrence on this phone. */
export type SeenRequest = {
  occurrence: string;
  what: "shown" | "opened";
};

/** What a therapist marked of the days from ``first`` to ``last``, and lets the client see. ``by`` is their name. */
export type SharedMark = {
  by: string;
  first: string;
  last: string;
  quantity: number | null;
  quality: number | null;
};

/** One step of an assignment. Its id stays the same when the text changes. */
export type Step = {
  id: string;
  text: string;
};

/** One stored revision, as it comes back to the client's own phones. */
export type StoredEntry = {
  id: string;
  revision: number;
  seq: number;
  device: string;
  kind: string;
  subject: string | null;
  share: "before" | "when_we_meet";
  bring_up: boolean;
  local_date: string;
  recorded_at: string;
  received_at: string;
  zone: string;
  withdrawn: boolean;
  current: boolean;
  body: Body | null;
};

/** What comes back. ``agreed`` is the whole snapshot, and only there when its version differs. */
export type SyncReply = {
  epoch: string;
  server_time: string;
  results: SyncResult[];
  agreed_version: string | null;
  agreed: Body | null;
  entries: StoredEntry[];
  cursor: number | null;
  more: boolean;
};

/** What a phone sends. ``cursor`` is the last per-client number it has seen, or null for results only. */
export type SyncRequest = {
  client: string;
  epoch: string | null;
  cursor: number | null;
  agreed_version: string | null;
  entries: SealedEntry[];
};

/** What became of one entry of the request. */
export type SyncResult = {
  id: string;
  revision: number;
  outcome: "stored" | "already_stored" | "refused" | "conflict";
  code?: string | null;
  reason?: string | null;
  received_at?: string | null;
  seq?: number | null;
};

/** A table with its column heads, in reading order. The first cell heads the row; a small one stands ``aside``. */
export type Table = {
  type?: "table";
  title: string;
  aside?: boolean;
  heads: string[];
  rows: Row[];
};

/** The occurrence to look for in the delivery list. */
export type TestReply = {
  occurrence: string;
};

/** A piece of text. ``words`` is true where a person wrote it: it is set in the other voice. */
export type Text = {
  text: string;
  words?: boolean;
  tone?: "plain" | "ask" | "grey";
};

/** What can realistically change in the time and sessions there are, and what gives hope. One of them is said. */
export type TherapyExpectationBody = {
  change: string | null;
  hope: string | null;
  sessions: number | null;
};

/** The therapist's own view of what therapy can change, and when it is time to look at it again together. ``again_from`` is the start of the session ``every`` sessions after the client said it last; null where none is in sight, or nothing was said yet. */
export type TherapyLook = {
  theirs: TherapyExpectationBody | null;
  every: number;
  again_from: string | null;
};

/** One step done, and when. */
export type Tick = {
  id: string;
  ticked_at: string;
};

/** So many times a week, any day; reminded of about that time, where one was agreed. */
export type TimesAWeekSchedule = {
  type: "times_a_week";
  times: number;
  at?: string | null;
};

/** What the client wants said about the days from ``first`` to ``last``. */
export type WeekNoteBody = {
  words: string;
  first: string;
  last: string;
};

/** The phone that destroyed what it held; its cookie may be gone as well. */
export type WipedRequest = {
  device: string;
};

/** What went wrong: a stable code, and a sentence. */
export type Wrong = {
  code: string;
  reason: string;
  retry_after?: number | null;
};

/** Names for parts of the above. */
export type Share = Envelope["share"];
export type Outcome = SyncResult["outcome"];
export type Style = Assignment["style"];
export type Schedule = Assignment["schedule"];
export type ObstacleCode = NonNullable<Assignment["obstacle"]>;
export type Receipt = AgreedReceipt;
export type ExchangeKey = ExchangeKeyReply;

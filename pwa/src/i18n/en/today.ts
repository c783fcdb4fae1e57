import { Count, plural } from "./plural.ts";

export const today = {
  open: (n: number) => (n === 1 ? "One thing is open" : `${Count(n)} things are open`),
  nothing: "Nothing is open",
  nothingLede: "There is nothing you need to do here today.",
  answered: "That is all for today",
  lastSession: (day: string) => `Last session, ${day}`,
  nextSession: (therapist: string, when: string) => `Next session with ${therapist}, ${when}`,
  noNext: "No next session is planned yet",
  noNextHint: (therapist: string) => `${therapist} enters it. You can ask.`,
  moved: (from: string) => `Moved from ${from}`,
  ends: "Last session",
  endsNext: "Next session",
  between: (from: string, to: string) =>
    `A line from your last session, ${from}, to your next session, ${to}. You are in between.`,
  coming: "Coming up",
  sessionWith: (therapist: string) => `Session with ${therapist}`,
  like: "When you like",
  earlier: "Log an earlier day",
  history: "See what you wrote",
  waitingList: "Waiting to be sent",
  first: "Nothing has been agreed here yet",
  firstLede: (therapist: string) =>
    `When you and ${therapist} agree on homework, it shows here.`,
  fetching: "Fetching what you agreed",
  fetchingLede: "This needs a connection once. After that the app works with no signal.",
};

export const state = {
  allSent: (when: string) => `All you share is sent, ${when}`,
  allSentPlain: "All you share is sent",
  allSentOf: (n: number, when: string) => plural(n, { one: `The one entry you share is sent, ${when}`, other: `All # entries you share are sent, ${when}` }),
  othersSent: (n: number) => plural(n, { one: "The other one is sent.", other: "The other # are sent." }),
  waiting: (n: number) =>
    plural(n, {
      one: "# entry is on this phone and waits to be sent",
      other: "# entries are on this phone and wait to be sent",
    }),
  sending: "Sending",
  unreachable: "The server cannot be reached",
  unreachableText:
    "You can go on as usual. What you write is kept here, and goes by itself as soon as there is a way.",
  lastContact: (when: string) => `Last contact: ${when}.`,
  noContact: "There has been no contact yet.",
  longWait: (since: string) => `Something is not sent yet, since ${since}`,
  longWaitText: "Nothing is lost. It is on this phone, and only there.",
  saveCopy: "Save a copy",
  signedOut: "This phone is signed out",
  signedOutText: (therapist: string) =>
    `All you wrote is kept, and you can go on writing. To send it, ask ${therapist} for a new invitation.`,
  join: "I have an invitation",
  refused: (n: number) =>
    plural(n, { one: "One entry needs a fix", other: "# entries need a fix" }),
  refusedText: "Nothing is lost. [See why and mend it]",
  newer: (n: number) =>
    plural(n, {
      one: "One entry waits for a newer server",
      other: "# entries wait for a newer server",
    }),
  newerText: "Your app is ahead of the server. It goes by itself.",
  unreadable: (n: number) =>
    plural(n, { one: "One entry cannot be opened on this phone", other: "# entries cannot be opened on this phone" }),
  unreadableHereText: "It is kept only here, and its lock does not open. It stays where it is.",
  unreadableText: "It still lies here, but its lock does not open. What was sent is safe, and is asked for again.",
};

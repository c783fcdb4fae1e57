import { plural } from "./plural.ts";

export const betweenUs = {
  title: "Between us",
  lede: (name: string) => `What you and ${name} agreed. Either of you can ask to change it.`,
  confidentiality: "What stays between us",
  inWords: (practice: string) => `In the words of ${practice}`,
  consent: "What I agreed to",
  given: (day: string) => `You agreed on ${day}.`,
  changed: "The text has changed since. Please read it again when you like.",
  notGiven: "You have not agreed.",
  takenBack: (day: string) => `You took your agreement back on ${day}.`,
  saidYes: "I agreed to what is stored",
  saidNo: "I took my agreement back",
  readIt: "Read it",
  takeBack: "Take it back",
  takeBackAsk: "Take your agreement back?",
  takeBackText:
    "Your therapist then no longer sees what you wrote here, and nothing new is written. What the law makes the practice keep is kept, but hidden. Therapy goes on as it was.",
  takeBackYes: "Yes, take it back",
  sessions: "Our sessions",
  noSessions: "No session is planned here yet.",
  lasts: (minutes: number) => plural(minutes, { one: "# minute", other: "# minutes" }),
  moved: (from: string) => `Moved from ${from}`,
  cancelled: "Cancelled",
  noShow: "You did not meet",
  held: "You met",
  lately: "Lately",
  help: "If things are bad",
  helpNobody: (name: string, reads: string | null) =>
    reads === null
      ? `${name} reads this app before sessions, not at night and not at weekends. If you are in danger, call.`
      : `${name} usually reads ${reads}. If you are in danger, call.`,
  helpTitle: "Nobody watches this app.",
  helpNone: "No help lines are here yet. In danger, call your local emergency number.",
  helpNoneYet: "The help lines come with the first connection. In danger, call your local emergency number.",
  nothingYet: "Nothing has come from the practice yet",
};

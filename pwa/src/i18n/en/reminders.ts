import { plural } from "./plural.ts";

/** "one hour and 30 minutes" */
export const minutes = (n: number): string =>
  n < 60
    ? plural(n, { one: "# minute", other: "# minutes" })
    : n % 60 === 0
      ? plural(n / 60, { one: "one hour", other: "# hours" })
      : `${plural(Math.floor(n / 60), { one: "one hour", other: "# hours" })} and ${plural(n % 60, { one: "# minute", other: "# minutes" })}`;

/** What the first file of the page says of reminders. */
export const reminders = {
  session: "After each session",
  look: "A look, half-way to something I expect",
  review: "On the day of something I expect",
  outcome: "After something I was afraid of",
  lookOf: (words: string) => `Half-way: ${words}`,
  reviewOf: (words: string) => `What happened: ${words}`,
  outcomeOf: (words: string) => `Afterwards: ${words}`,
  week: "My week",
  unknown: "Something you agreed",
  about: (what: string, words: string) => `${what}: ${words}`,
  everyDay: "Every day",
  everyDays: (n: number) => (n === 2 ? "Every second day" : `Every ${String(n)} days`),
  everyWeeks: (days: string, n: number) => `${days}, every ${n === 2 ? "second week" : `${String(n)} weeks`}`,
  anyDay: (n: number) => plural(n, { one: "Once a week", other: "# times a week" }),
  at: (days: string, times: string) => `${days} at ${times}`,
  afterEnd: (n: number) => (n === 0 ? "When it ends" : `${minutes(n)} after it ends`),
  hoursNo: "no quiet hours",
  test: "A test",
  doneWaits: "You pressed Done. It is kept on this phone and waits to be sent.",
  choiceOn: (what: string) => `Reminder for ${what}`,
  chosenOff: "off",
  chosenOn: "on",
  hoursTitle: "My hours for reminders",
  hoursLine: (from: string, to: string) => `Quiet from ${from} to ${to}`,
  hoursPaused: (day: string) => `paused up to and with ${day}`,
  hoursMost: (n: number) => plural(n, { one: "one a day at most", other: "# a day at most" }),
  minor: "A reminder",
};

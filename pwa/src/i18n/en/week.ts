import { plural } from "./plural.ts";

export const week = {
  title: (name: string) => `My week, as ${name} will see it`,
  lede: (first: string, last: string) => `From ${first} to ${last}. What you hold back is shown as held.`,
  loading: "Fetching your week",
  asOf: (when: string) => `As it stood ${when}. It needs a connection to be newer.`,
  none: "It needs a connection once. Then it opens here without one.",
  notIn: (n: number) =>
    plural(n, { one: "One entry waits on this phone and is not in it yet.", other: "# entries wait on this phone and are not in it yet." }),
  neverIn: "What is only on this phone is never in it.",
  nothing: "Nothing is there to see for these days.",
  note: "A note or a correction",
  noteTitle: "My note to the week",
  noteChange: "Change your note",
  noteHint: (name: string) => `${name} reads it beside your week. You can also say what is not right.`,
  noteFirst: "Write a few words first.",
  words: "What I wrote",
  save: "Save the note",
};

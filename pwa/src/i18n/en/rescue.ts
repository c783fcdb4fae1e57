import { plural } from "./plural.ts";

/** A file of what was not sent, for its author to keep. */
export const rescue = {
  title: "What is not sent yet",
  none: "Nothing waits on this phone",
  noneLede: "There is nothing to save here.",
  lede: (n: number) =>
    plural(n, {
      one: "# entry is only on this phone. You can save a copy of it as a file.",
      other: "# entries are only on this phone. You can save a copy of them as a file.",
    }),
  open: "Whoever has this file can read it",
  openText: "It is not locked: put it where only you look. All of it stays on this phone too, and is still sent when there is a way.",
  save: "Save the file",
  share: "Share the file",
  saved: (name: string) => `Your browser is saving “${name}”. Please look that it is among your downloads.`,
  failed: "That did not work. Making some room on this phone may help; then try again.",
  inIt: "What is in the file",
  wordless: (n: number) =>
    plural(n, {
      one: "# more waits that has no words to save: something you took back, or an answer given on a notification.",
      other: "# more wait that have no words to save: what you took back, or answers given on a notification.",
    }),
  unreadable: (n: number) =>
    plural(n, {
      one: "# entry cannot be opened on this phone. It is not in the file.",
      other: "# entries cannot be opened on this phone. They are not in the file.",
    }),
  onlyHere: "[A locked copy of what is only on this phone] is a file of its own.",
  row: "Save a copy of what is not sent",
  first: "[Save a copy] of what is not sent first.",
  fileTitle: "What was not sent",
  fileMade: (day: string, time: string) => `Saved from the phone: ${day}, ${time}.`,
  fileWritten: (day: string, time: string) => `Written ${day}, ${time}.`,
  fileOpen: "Whoever has this file can read it.",
  fileData: "The same stands in this file once more as data (JSON), for a computer to read.",
};

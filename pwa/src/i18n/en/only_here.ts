import { plural } from "./plural.ts";

export const onlyHere = {
  title: "What is only on this phone",
  count: (n: number) =>
    n === 0
      ? "Nothing is kept only here."
      : plural(n, {
          one: "One entry is kept only here. If the phone is lost, it is gone.",
          other: "# entries are kept only here. If the phone is lost, they are gone.",
        }),
  row: "A copy of what is only here",
  first: "[Take a copy] of what is only here first.",
  copy: "Take a copy",
  copyHint: "A locked file for you to keep. Whoever finds it cannot read it.",
  pass: "A passphrase",
  passHint: "At least 12 characters; four words are good. Nobody can find it again for you.",
  passShort: "Please make it longer: at least 12 characters.",
  again: "The same once more",
  againOther: "The two are not the same.",
  save: "Save the file",
  saved: (name: string) => `Your browser is saving “${name}”. Please look that it is among your downloads, and put it where only you look.`,
  read: "Read a copy back",
  file: "The file",
  fileNone: "Please choose the file.",
  passOf: "Its passphrase",
  readYes: "Read it back",
  added: (n: number, gone: number) =>
    n > 0 ? plural(n, { one: "One entry is back.", other: "# entries are back." }) : gone > 0 ? "" : "All of it was here already.",
  gone: (n: number) =>
    n === 0
      ? ""
      : plural(n, {
          one: "One was left out: you have shared it or taken it away since.",
          other: "# were left out: you have shared them or taken them away since.",
        }),
  NotAFile: "This is not a file of this kind.",
  FileTooNew: "A newer version of the app wrote this file. Please open that version first.",
  DoesNotOpen: "It does not open. Please look at the passphrase again.",
  other: "That did not work. Making some room on this phone may help; then try again.",
};

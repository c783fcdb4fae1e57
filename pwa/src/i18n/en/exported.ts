/** Everything of mine that the practice has, as a file. */
export const exported = {
  row: "Everything of mine",
  rowHint: "What you wrote, what you agreed and who looked, as one file.",
  title: "Everything of mine",
  lede: "What you wrote, in every version that is kept. What you agreed, your sessions and reminders, and who opened what. To read, and as data.",
  open: "Whoever has this file can read it",
  openText: "It is not locked: put it where only you look. Who uses your phone may find it among the downloads.",
  code: "A code from your therapist",
  codeHint: (therapist: string) =>
    `${therapist} gives it to you in your session, so that nobody who only holds your phone can do this. It works once, for ten minutes.`,
  codeShort: "The code has 8 letters and numbers. Please look again.",
  codeWrong: "This code does not work. Check each character, or ask for a new one.",
  take: "Get the file",
  taking: "Fetching the file",
  failed: "That did not work",
  offline: "It needs a connection. If the file does not come, ask for a new code.",
  saved: (name: string) => `Your browser is saving “${name}”. Please look that it is among your downloads.`,
  notIn: "Not in it",
  notInHint: "What only this phone has. What your therapist wrote only for themselves is not in it either; the file says so.",
  onlyHere: "The practice never had it. You can keep a locked copy.",
};

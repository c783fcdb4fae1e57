/** *I did not write this.* */
export const notMine = {
  ask: "Did somebody else write this?",
  askText: (name: string) =>
    `It stays here, marked, and counts nowhere. ${name} no longer reads it, sees that you said so, and may ask you about it when you meet.`,
  yes: "I didn’t write it",
  no: "I did",
  marked: "You say that you didn’t write this",
  markedText: (name: string) => `It counts nowhere, and ${name} does not read it.`,
  back: "I did write it",
  short: "Not written by me",
};

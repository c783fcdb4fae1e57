/** What a lock screen shows: the same for everybody, every time, and never what it is about. */
export const notification = {
  title: "Throughline",
  body: "A moment for something you planned.",
  done: "Done",
  later: "Later",
};

/** What Today and the history say of goals; the room's screens have a file of their own. */
export const goals = {
  goal: "Goal",
  why: "Why it matters to me",
  wording: "How I would put it",
  words: "My words",
  proposed: "I proposed a goal",
  titled: (said: string) => `A goal: ${said}`,
  said: { yes: "yes, I want this", change: "change it", not_now: "not now", reached: "reached" },
  answers: { yes: "Yes, I want this", change: "Change it", not_now: "Not now", reached: "Reached" },
  again: { yes: "Yes, still", change: "Change it", not_now: "Set it aside", reached: "Reached" },
  tagWord: (therapist: string) => `${therapist} puts a goal like this. Is it yours too?`,
  tagLook: (day: string) => `A goal to look at again, since ${day}`,
  more: "Add words",
  moreLook: "Something else",
  undone: "Taken back. It is open again.",
};

/** What every form of an entry says. */
export const form = {
  notKept: "That could not be kept",
  notKeptText: "Nothing has changed yet. Making some room on this phone may help; then try again.",
  draft: "Draft kept on this phone as you write",
  draftBack: "Your draft is back, as you left it.",
  draftDrop: "Start again",
  kept: "Kept on this phone",
  undo: "Undo",
  replaces: "The new version takes the place of the old one.",
  save: "Save",
  saveAgain: "Save the change",
};

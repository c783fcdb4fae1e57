import { plural } from "./plural.ts";

const WEAK_TRY = "Please choose another one.";

/** The app's own lock. */
export const lock = {
  locked: "Locked",
  pin: "Your PIN",
  unlock: "Unlock",
  unlocking: "Unlocking",
  finger: "Use fingerprint or face",
  fingerFailed: "That did not work. Your PIN does.",
  wrong: "That is not your PIN.",
  empty: "Please type your PIN.",
  waitFirst: (ms: number) => `That is not your PIN. Please wait ${span(ms)} before the next try.`,
  waitMore: (ms: number) => `After several wrong tries there is a pause. It lasts another ${span(ms)}.`,
  failed: "Something did not work. Please try again.",
  helpBack: "Back to the PIN",
  forgot: "I cannot remember my PIN",
  forgotTitle: "A PIN cannot be recovered",
  forgotText: [
    "Nobody has a copy of it, not even your practice. If it may come back to you, take your time: nothing is lost while you think.",
    "If not, you can empty this phone and start again. What was sent is with your therapist and comes back with a new invitation. What was not sent yet, or is only on this phone, is gone for good.",
  ],
  emptyPhone: "Empty this phone",
  emptyHint: "Signs out and wipes the app here. Therapy goes on.",
  emptyAsk: "Wipe the app from this phone?",
  emptyAskText: "What was not sent yet, and what is only on this phone, is lost for good.",
  emptyYes: "Yes, wipe it",
  emptyNo: "Not now",

  name: "Lock",
  rowOff: "Off: whoever can unlock this phone can read the app",
  rowOn: (minutes: number) => (minutes === 0 ? "PIN, as soon as the app is out of sight" : `PIN, after ${spanOf(minutes)} out of sight`),
  now: "Lock now",
  privacyOff: "There is no PIN: anybody who can unlock this phone can open this app and read it. If somebody else uses or checks your phone, set one under Lock. Paper is just as good.",
  privacyOn: "A PIN locks what you wrote. If somebody could make you say it, paper is safer.",

  setTitle: "Lock this app",
  setLede: "A PIN that only you know, beside the phone’s own lock.",
  worth: "What a PIN is worth",
  worthHolds: "It keeps out whoever holds your phone",
  worthHoldsText: "Without it, anybody who can unlock this phone can open this app and read it.",
  worthCopied: "It does not hold for ever",
  worthCopiedText: "Somebody who copies the phone’s storage can try all PINs of six digits within hours, with a strong machine within minutes. Eight digits take a hundred times as long.",
  worthForgot: "Forgotten, it cannot be recovered",
  worthForgotText: "What was sent comes back with a new invitation. What was not sent yet, or is only on this phone, is gone for good.",
  worthLost: "A phone kept offline cannot be wiped",
  worthLostText: "A lost phone wipes this app when it next has a connection. Until then only the PIN protects it.",
  choose: "Choose a PIN",
  newPin: "New PIN",
  newHint: "At least 6 digits. Not the one that unlocks your phone, and no birthday.",
  again: "The same once more",
  set: "Set the PIN",
  setting: "Setting the PIN",
  weak: {
    letters: "Please use digits only.",
    short: "Please use at least 6 digits.",
    again: `The same digits over and over are the first thing people try. ${WEAK_TRY}`,
    row: `Digits in a row are the first thing people try. ${WEAK_TRY}`,
    known: `Many people use this one. ${WEAK_TRY}`,
  },
  otherAgain: "The two are not the same.",

  onTitle: "This app has a PIN",
  when: "Lock when it is out of sight",
  after: { 0: "At once", 2: "After 2 minutes", 10: "After 10 minutes" },
  whenHint: "It is also locked each time it is opened anew, and by Quick exit. What you have half written is kept.",
  present: "Your PIN now",
  change: "Change the PIN",
  changed: "Your new PIN holds from now on.",
  remove: "Take the PIN away",
  removeText: "Then anybody who can unlock this phone can open this app and read it.",
  fingerTitle: "Fingerprint or face",
  fingerOff: "Off. Anyone whose finger or face opens this phone could open this app with it.",
  fingerOn: "On. Anyone whose finger or face opens this phone can open this app. Your PIN works too.",
  fingerRemove: "Use the PIN only",
  fingerNone: "This phone does not let the app use it. Your PIN works as before.",
  elsewhere: "The lock was changed in another window. Please open this page again.",
};

function span(ms: number): string {
  return ms < 60_000
    ? plural(Math.ceil(ms / 1000), { one: "# second", other: "# seconds" })
    : spanOf(Math.ceil(ms / 60_000));
}

function spanOf(minutes: number): string {
  return plural(minutes, { one: "a minute", other: "# minutes" });
}

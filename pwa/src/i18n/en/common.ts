import { plural } from "./plural.ts";

export const common = {
  title: (page: string) => `${page} – Throughline`,
  skip: "Skip to the page",
  home: "Throughline, to Today",
  quickExit: "Quick exit",
  helpLines: "Help lines",
  places: "Places",
  today: "Today",
  history: "History",
  betweenUs: "Between us",
  myPhone: "My phone",
  nobodyWatches: "Nobody watches this app. If things are bad, [call a help line].",
  numbersHere: "The numbers are on this phone: they need no internet.",
  loading: "Opening what is kept on this phone",
  cancel: "Cancel",
  tryNow: "Try now",
  clear: "Clear",
  clearAnswer: "Clear my answer",
  notAnswered: "Not answered",
  ofTenPlain: (n: number) => `${n} of 10`,
  ofTen: (n: number, word: string) => `${n} of 10: ${word}`,
  lettersLeft: (n: number) =>
    plural(n, { one: "Room for # more character", other: "Room for # more characters" }),
  tooLong: (n: number) =>
    plural(n, {
      one: "That is # character more than fits. Please shorten it a little.",
      other: "That is # characters more than fit. Please shorten it a little.",
    }),
  notFound: "There is nothing at this address",
  notFoundLede: "What you wrote is safe. It is in your history.",
  missing: "This page is not on your phone yet",
  missingLede: "What you wrote is safe. The page comes as soon as there is a connection.",
  broken: "This page could not be shown",
  brokenLede: "What you wrote is still on this phone. Opening the app again usually helps.",
  reload: "Open again",
};

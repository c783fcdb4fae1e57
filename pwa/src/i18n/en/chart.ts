/** What stands beside a picture of numbers. */
export const chart = {
  inWords: "All of it, in words",
  read: (title: string, values: string) => `${title}: ${values}`,
  noNumber: "no number",
  notAnswered: "not answered",
  usual: (n: number) => `Your usual: ${n}`,
  lower: "Lower than your usual",
  andLower: (value: string) => `${value}, lower than your usual`,
  day: "Day",
  answer: "What you said",
};

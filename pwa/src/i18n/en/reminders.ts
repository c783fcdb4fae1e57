export const reminders = {
  choice: "A reminder",
  choiceOn: "On",
  choiceOff: "Off",
  choiceState: "Reminder",
  hours: "My hours for reminders",
  hoursQuiet: "Quiet",
  hoursQuietFrom: (from: string, to: string) => `From ${from} to ${to}`,
  done: "Done, from a reminder",
  stop: "Answered on this phone alone",
  later: "Put off",
};

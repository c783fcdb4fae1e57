import { accounts } from "./en/accounts.ts";
import { alliance } from "./en/alliance.ts";
import { betweenUs } from "./en/between_us.ts";
import { common } from "./en/common.ts";
import { expectations } from "./en/expectations.ts";
import { form } from "./en/form.ts";
import { goals } from "./en/goals.ts";
import { history } from "./en/history.ts";
import { homework } from "./en/homework.ts";
import { reminders } from "./en/reminders.ts";
import { repair } from "./en/repair.ts";
import { share } from "./en/share.ts";
import { state, today } from "./en/today.ts";
import { week } from "./en/week.ts";

export const en = {
  ...common,
  accounts,
  alliance,
  between: betweenUs,
  expectations,
  form,
  goals,
  log: history,
  homework,
  reminders,
  repair,
  share,
  state,
  day: today,
  week,
};

import { t } from "./catalogue.ts";
import { later } from "./later.ts";

/** All that the screens of reminders say. */
export const text = { ...t.reminders, ...later.remindersScreens };

import { calendarFeed } from "./en/calendar_feed.ts";
import { chart } from "./en/chart.ts";
import { erase } from "./en/erase.ts";
import { exported } from "./en/exported.ts";
import { goalsScreens } from "./en/goals_screens.ts";
import { lock } from "./en/lock.ts";
import { marks } from "./en/marks.ts";
import { myPhone } from "./en/my_phone.ts";
import { notMine } from "./en/not_mine.ts";
import { notification } from "./en/notification.ts";
import { onlyHere } from "./en/only_here.ts";
import { remindersScreens } from "./en/reminders_screens.ts";
import { rescue } from "./en/rescue.ts";

export const enLater = {
  calendarFeed,
  chart,
  erase,
  exported,
  goalsScreens,
  lock,
  marks,
  myPhone,
  notMine,
  notification,
  onlyHere,
  remindersScreens,
  rescue,
};

import { calendarFeed } from "./en/calendar_feed.ts";
import { chart } from "./en/chart.ts";
import { myPhone } from "./en/my_phone.ts";
import { onlyHere } from "./en/only_here.ts";

export const enLater = { calendarFeed, chart, myPhone, onlyHere };

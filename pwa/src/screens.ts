import { later } from "./ui/later.tsx";

/** Every screen but Today comes after it, in a file of its own: what a phone needs to show Today stays small, however many
 *  rooms there are. The worker keeps that file too, so every screen opens without a network from the first visit on. */
export const AccessLogPage = later(async () => (await import("./accounts/access_log_page.tsx")).AccessLogPage);
export const MyPhonePage = later(async () => (await import("./accounts/my_phone_page.tsx")).MyPhonePage);
export const OnlyHerePage = later(async () => (await import("./accounts/only_here_page.tsx")).OnlyHerePage);
export const ExportPage = later(async () => (await import("./accounts/export_page.tsx")).ExportPage);
export const ErasePage = later(async () => (await import("./accounts/erase_page.tsx")).ErasePage);
export const EraseNote = later(async () => (await import("./accounts/erase_note.tsx")).EraseNote, true);
export const RescuePage = later(async () => (await import("./accounts/rescue_page.tsx")).RescuePage);
export const LockedPage = later(async () => (await import("./locked.tsx")).LockedPage);
export const LockRows = later(async () => (await import("./lock/rows.tsx")).LockRows, true);
export const LockPrivacy = later(async () => (await import("./lock/rows.tsx")).LockPrivacy, true);
export const LockSettingsPage = later(async () => (await import("./lock/settings_page.tsx")).LockSettingsPage);
export const JoinPage = later(async () => (await import("./accounts/join_page.tsx")).JoinPage);
export const WaitingPage = later(async () => (await import("./accounts/waiting_page.tsx")).WaitingPage);
export const OtherPage = later(async () => (await import("./accounts/other_page.tsx")).OtherPage);
export const AskPage = later(async () => (await import("./between_us/ask_page.tsx")).AskPage);
export const BetweenUsPage = later(async () => (await import("./between_us/between_us_page.tsx")).BetweenUsPage);
export const ConsentStep = later(async () => (await import("./between_us/first_start.tsx")).ConsentStep);
export const StartPage = later(async () => (await import("./between_us/first_start.tsx")).StartPage);
export const EntryPage = later(async () => (await import("./history/entry_page.tsx")).EntryPage);
export const Expectations = later(async () => (await import("./expectations/room.tsx")).Expectations);
export const Goals = later(async () => (await import("./goals/room.tsx")).Goals);
export const GoalsBetweenUs = later(async () => (await import("./goals/between.tsx")).GoalsBetweenUs, true);
export const HistoryPage = later(async () => (await import("./history/history_page.tsx")).HistoryPage);
export const RatePage = later(async () => (await import("./alliance/rate_page.tsx")).RatePage);
export const RepairPage = later(async () => (await import("./alliance/repair_page.tsx")).RepairPage);
export const Sessions = later(async () => (await import("./meetings/sessions.tsx")).Sessions, true);
export const Trends = later(async () => (await import("./alliance/trends.tsx")).Trends, true);
export const LogPage = later(async () => (await import("./homework/log_page.tsx")).LogPage);
export const WeekPage = later(async () => (await import("./week/week_page.tsx")).WeekPage);
export const PickPage = later(async () => (await import("./homework/pick_page.tsx")).PickPage);
export const ReminderPage = later(async () => (await import("./reminders/reminder_page.tsx")).ReminderPage);
export const RemindersPage = later(async () => (await import("./reminders/reminders_page.tsx")).RemindersPage);
export const RemindersOnToday = later(async () => (await import("./reminders/on_today.tsx")).RemindersOnToday, true);

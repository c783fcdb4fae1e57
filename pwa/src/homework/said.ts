import type { Agreed, Assignment, Body, Schedule } from "../api/wire.ts";
import { t } from "../i18n/catalogue.ts";
import { dayName, listed, upperFirst, wallTime, weekdayNames } from "../i18n/dates.ts";
import { ofTen } from "../ui/asking.tsx";
import type { Described, Line } from "../ui/kind.ts";
import { assignmentOf, OBSTACLES, readBody } from "./log.ts";

const text = t.homework;

export function whenSaid(schedule: Schedule, today: string): string {
  if (schedule.type === "times_a_week") {
    const times = text.timesAWeek(schedule.times);
    return schedule.at ? text.remindedAt(times, wallTime(schedule.at)) : times;
  }
  if (schedule.type === "once") {
    const day = dayName(schedule.on, today);
    return schedule.at === null ? day : text.dayAt(day, wallTime(schedule.at));
  }
  const days = text.inWeeks[schedule.every_weeks ?? 1](weekdayNames(schedule.weekdays));
  return schedule.at.length === 0 ? days : text.dayAt(days, listed(schedule.at.map(wallTime)));
}

/** "On the way home, about 17:30" */
export function placeAndTime(assignment: Assignment): string | null {
  const { schedule, where } = assignment;
  const at = schedule.type === "days" ? schedule.at : schedule.type === "once" && schedule.at !== null ? [schedule.at] : [];
  const time = at.length === 0 ? null : text.about(listed(at.map(wallTime)));
  const parts = [where, time].filter((part) => part !== null);
  return parts.length === 0 ? null : upperFirst(parts.join(", "));
}

interface Written {
  subject: string | null;
  body: Body | null;
}

/** How its author reads a log again. */
export function describe(entry: Written, agreed: Agreed | null): Described {
  const assignment = assignmentOf(agreed?.homework ?? [], entry.subject);
  const what = assignment?.what ?? text.unknown;
  const body = readBody(entry.body);
  if (body === null) return { title: what, lines: [] };
  const lines: Line[] = [];
  const rated = [body.quantity, body.quality, body.difficulty].some((value) => value !== null);
  // A log of one tap is complete: three times "not answered" would say that it is not.
  if (rated) {
    for (const name of ["quantity", "quality", "difficulty"] as const) {
      const value = body[name];
      lines.push({ name: text[name].name, value: value === null ? null : ofTen(value, text[name]) });
    }
  }
  if (body.steps.length > 0) {
    lines.push({ name: text.stepsName, value: text.stepsOf(body.steps.length, Math.max(assignment?.steps.length ?? 0, body.steps.length)) });
  }
  const obstacles = OBSTACLES.filter((code) => body.obstacles.includes(code));
  if (obstacles.length > 0) {
    lines.push({ name: text.inTheWayName, value: listed(obstacles.map((code) => text.obstacles[code])) });
  }
  if (body.words !== null) lines.push({ name: text.wordsName, value: body.words, own: true });
  return { title: text.titled(what, text.said[body.answer]), lines };
}

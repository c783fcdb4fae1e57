import { plusDays } from "../../src/entry/day.ts";
import { type Screen, TODAY } from "./screen.tsx";

export const BUS = "I have taken the bus twice.";
export const NOTHING = { much_less: null, less: null, more: null, much_more: null, start: -1, in_the_way: null, offered: null };

export const day = (days: number): string => plusDays(TODAY, days);

/** One whose day is today, written two weeks ago, unless said otherwise. */
export const expectation = (screen: Screen, part: object = {}, set = -14): Promise<string> =>
  screen.write("expectation", { ...NOTHING, words: BUS, by: TODAY, likelihood: 70, ...part }, null, day(set));

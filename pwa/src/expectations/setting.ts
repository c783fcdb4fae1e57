import type { Agreed, Body, OfferedLadder } from "../api/wire.ts";
import type { Reach } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import type { SavedEntry } from "../entry/entry.ts";
import { passage, type Bodies } from "./bodies.ts";
import { byWrong } from "./by_day.tsx";
import { passageWrong, type Wrongs } from "./form.tsx";
import type { Rungs } from "./ladder.tsx";
import { levelOf, RUNGS, type Level } from "./levels.ts";

/** An expectation while it is being written; also the shape of its draft. */
export interface Setting {
  /** The id of what it is about; "" of nothing in particular. */
  about: string;
  /** "" while no day is chosen. */
  by: string;
  words: string;
  likelihood: number | null;
  rungs: Rungs;
  start: Level;
  inTheWay: string;
  offered: string | null;
  share: Reach;
  bringUp: boolean;
}

const NO_RUNGS: Rungs = { much_more: "", more: "", less: "", much_less: "" };
/** Below what is expected, so that getting worse has a level too. */
const START: Level = "-1";
/** The most ladders that are shown to pick from. */
const MOST_OFFERED = 3;

export function blankSetting(about: string, share: Reach): Setting {
  return {
    about,
    by: "",
    words: "",
    likelihood: null,
    rungs: NO_RUNGS,
    start: START,
    inTheWay: "",
    offered: null,
    share,
    bringUp: false,
  };
}

export function settingOf(entry: SavedEntry, body: Bodies["expectation"]): Setting {
  const { words, by, likelihood, in_the_way, offered } = body;
  const { share, bring_up, subject } = entry;
  return {
    ...{ about: subject ?? "", by, words, likelihood, offered, share, bringUp: bring_up, inTheWay: in_the_way ?? "" },
    ...laidOut(body),
  };
}

type Levels = Pick<OfferedLadder, "start" | keyof Rungs>;

function laidOut(levels: Levels): Pick<Setting, "rungs" | "start"> {
  const rungs = Object.fromEntries(Object.values(RUNGS).map((rung) => [rung, levels[rung] ?? ""]));
  return { rungs: { ...NO_RUNGS, ...rungs }, start: levelOf(levels.start) };
}

/** The ladders offered for what the expectation is about. */
export function offeredFor({ ladders = [] }: Agreed, about: string): OfferedLadder[] {
  const fitting = ladders.filter(({ ended_at, subject }) => ended_at === null && (about === "" || (subject ?? about) === about));
  return fitting.slice(0, MOST_OFFERED);
}

/** Picking fills in what was written together; all of it can still be changed. */
export function picked(setting: Setting, ladder: OfferedLadder, today: string): Setting {
  const { id, words, by, subject } = ladder;
  return { ...setting, offered: id, words, about: subject ?? setting.about, by: by > today ? by : setting.by, ...laidOut(ladder) };
}

/** `set` is the day it is written. */
export function settingWrongs({ by, words, rungs, inTheWay }: Setting, set: string): Wrongs<string> {
  return {
    by: byWrong(by, set),
    words: passageWrong(words, t.expectations.wordsNone),
    ...Object.fromEntries(Object.values(RUNGS).map((rung) => [rung, passageWrong(rungs[rung])])),
    in_the_way: passageWrong(inTheWay),
  };
}

export function settingBody({ words, by, likelihood, rungs, start, inTheWay, offered }: Setting): Body {
  const { much_less, less, more, much_more } = rungs;
  return {
    words: words.trim(),
    by,
    likelihood,
    much_less: passage(much_less),
    less: passage(less),
    more: passage(more),
    much_more: passage(much_more),
    start: Number(start),
    in_the_way: passage(inTheWay),
    offered,
  };
}

import { NOT_MINE } from "../entry/not_mine.ts";
import { t } from "../i18n/catalogue.ts";

/** It says nothing more, so whatever it says can be read. It stands with the entry it is about. */
export const notMine = {
  kind: NOT_MINE,
  check: () => true,
  describe: () => ({ title: t.log.notMine, lines: [] }),
  route: () => null,
  minor: true,
  offer: () => [],
};

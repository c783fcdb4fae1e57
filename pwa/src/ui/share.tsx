import type { VNode } from "preact";
import type { Agreed } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import type { Reach } from "../entry/entry.ts";
import { t } from "../i18n/catalogue.ts";
import { dateOf, dayPlain } from "../i18n/dates.ts";
import { Tick } from "./asking.tsx";
import { Icon } from "./icons.tsx";
import { callName } from "./names.ts";
import { NobodyWatches } from "./pieces.tsx";
import { Rich } from "./rich.tsx";

export interface Reader {
  /** What the client calls the therapist. */
  name: string;
  /** The day of the next session as it is said; null when none is planned. */
  meets: string | null;
}

interface PickProps {
  reader: Reader;
  value: Reach;
  onChange: (value: Reach) => void;
}

const REACHES: readonly Reach[] = ["before", "when_we_meet", "only_here"];

function meaning(share: Reach, { name, meets }: Reader): string {
  if (share === "before") return t.share.beforeHint(name);
  if (share === "only_here") return t.share.hereHint(name);
  return meets === null ? t.share.meetNone : t.share.meetHint(meets);
}

export function SharePick({ reader, value, onChange }: PickProps): VNode {
  return (
    <fieldset class="pick">
      <legend class="vh">{t.share.legend}</legend>
      {REACHES.map((share) => (
        <label key={share} class={share === value ? "opt on" : "opt"}>
          <input
            type="radio"
            name="share"
            checked={share === value}
            onChange={() => {
              onChange(share);
            }}
          />
          <b>{t.share[share]}</b>
          <span class="hint">{meaning(share, reader)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Who can read it, right above Save: closed it is one sentence, so that nobody saves without knowing. */
export function ShareLine({ reader, value, takesBack, onChange }: PickProps & { takesBack: boolean }): VNode {
  return (
    <details class="share">
      <summary>
        <Icon name={value === "only_here" ? "mine" : "eye"} />
        <span>
          <Rich text={t.share.line[value](reader.name)} wrap={(piece) => <b>{piece}</b>} />
          {value === "when_we_meet" && reader.meets === null ? <span class="hint"> {t.share.meetNone}</span> : null}
          {takesBack ? <span class="hint"> {t.share.takesBack(reader.name)}</span> : null}
        </span>{" "}
        <em>{t.share.change}</em>
      </summary>
      <SharePick reader={reader} value={value} onChange={onChange} />
    </details>
  );
}

/** null where the therapist has not said. A phone that was offline since says nothing of a cover that is over. */
function readingTime({ name, reads, cover = null }: Agreed["therapist"]): string | null {
  const today = dateOf(now().toISOString());
  if (cover !== null && cover.until >= today) return t.share.covers(cover.name, callName(name), dayPlain(cover.until, today));
  return reads === null ? null : t.share.reads(callName(name), reads);
}

/** Beneath the choice, always: nobody watches, who reads and when, and where help is. */
export function WhoReads({ therapist }: { therapist: Agreed["therapist"] }): VNode {
  const said = readingTime(therapist);
  return <NobodyWatches>{said === null ? null : ` ${said}`}</NobodyWatches>;
}

interface BringUpProps {
  value: boolean;
  onChange: (value: boolean) => void;
}

/** So that the client need not be the one to start. */
export function BringUp({ value, onChange }: BringUpProps): VNode {
  return <Tick label={t.share.bringUp} hint={t.share.bringUpHint} value={value} onChange={onChange} />;
}

/** The session a held entry waits for; null when none is planned. */
export interface Opening {
  /** As it is said. */
  day: string;
  begun: boolean;
}

interface Shared {
  share: Reach;
  bring_up: boolean;
  /** As the phone knows it. */
  received_at: string | null;
}

/** Who can read a written entry, in a few words. `name` is what the client calls the therapist. */
export function readerOf(entry: Shared, opening: Opening | null, name: string): string {
  if (entry.share === "only_here") return t.share.shortHere(name);
  const who = entry.share === "when_we_meet" ? heldSaid(opening, name) : t.share[entry.received_at === null ? "shortUnsent" : "shortBefore"](name);
  return entry.bring_up ? t.share.withBringUp(who) : who;
}

function heldSaid(opening: Opening | null, name: string): string {
  if (opening === null) return t.share.shortMeetOpen;
  return opening.begun ? t.share.shortMet(name, opening.day) : t.share.shortMeetOn(opening.day);
}

import type { HelpLine } from "../api/wire.ts";
import { now } from "../clock/clock.ts";
import type { Reach } from "../entry/entry.ts";
import { control } from "./control_db.ts";

/** What is read with no key at all, in the control database. Worker and page tell each other who usually reads what is
 *  written, which occurrences were answered on their notification, and that the browser changed where it takes pushes;
 *  where there is a lock, the practice's help lines lie here too. All of it goes with the client's keys. */

/** Longer than any reminder stays open. */
const LAST = 10 * 24 * 3_600_000;
const REACHES: readonly string[] = ["before", "when_we_meet", "only_here"] satisfies Reach[];

const shareKey = (client: string): string => `share/${client}`;
const doneKey = (client: string, occurrence: string): string => `done/${client}/${occurrence}`;
const doneOf = (client: string): IDBKeyRange => IDBKeyRange.bound(doneKey(client, ""), doneKey(client, "\uffff"));

const movedKey = (client: string): string => `moved/${client}`;
const helpKey = (client: string): string => `help/${client}`;

/** All that is noted of one client. */
export const notesOf = (client: string): (string | IDBKeyRange)[] => [shareKey(client), movedKey(client), helpKey(client), doneOf(client)];

export async function noteUsualShare(client: string, share: Reach): Promise<void> {
  await note(client, shareKey(client), share);
}

/** null where nothing was noted yet: then the worker shares nothing. */
export async function usualShareOf(client: string): Promise<Reach | null> {
  const noted = await (await control()).get("current", shareKey(client));
  return noted !== undefined && REACHES.includes(noted) ? (noted as Reach) : null;
}

/** Takes down that an occurrence was answered; what is older than any that is open goes. */
export async function noteDone(client: string, occurrence: string): Promise<void> {
  await note(client, doneKey(client, occurrence), now().toISOString());
  const tx = (await control()).transaction("current", "readwrite");
  for await (const cursor of tx.store.iterate(doneOf(client))) {
    if (Math.abs(now().getTime() - Date.parse(cursor.value)) > LAST) await cursor.delete();
  }
  await tx.done;
}

/** The occurrences that were answered on their notification. */
export async function doneHere(client: string): Promise<string[]> {
  const keys = await (await control()).getAllKeys("current", doneOf(client));
  return keys.map((key) => key.slice(doneKey(client, "").length));
}

export async function forgetDone(client: string, occurrence: string): Promise<void> {
  await (await control()).delete("current", doneKey(client, occurrence));
}

export async function isDone(client: string, occurrence: string): Promise<boolean> {
  return (await (await control()).getKey("current", doneKey(client, occurrence))) !== undefined;
}

/** The worker subscribed anew, with nobody there to be told. */
export async function noteMoved(client: string): Promise<void> {
  await note(client, movedKey(client), now().toISOString());
}

/** Whether that happened since it was asked last. */
export async function takeMoved(client: string): Promise<boolean> {
  const tx = (await control()).transaction("current", "readwrite");
  const moved = (await tx.store.getKey(movedKey(client))) !== undefined;
  await tx.store.delete(movedKey(client));
  await tx.done;
  return moved;
}

/** Help is reached without the PIN. */
export async function noteHelp(client: string, lines: readonly HelpLine[]): Promise<void> {
  const said = JSON.stringify(lines);
  // A write waits for the disk, and nearly always this is known.
  if (said !== JSON.stringify(await helpOf(client))) await note(client, helpKey(client), said);
}

/** None where none were noted. */
export async function helpOf(client: string): Promise<HelpLine[]> {
  const said = await (await control()).get("current", helpKey(client));
  return said === undefined ? [] : (JSON.parse(said) as HelpLine[]);
}

/** Nothing is noted of a client whose keys are gone. */
async function note(client: string, key: string, value: string): Promise<void> {
  const tx = (await control()).transaction(["clients", "current"], "readwrite", { durability: "strict" });
  if (await tx.objectStore("clients").getKey(client)) await tx.objectStore("current").put(value, key);
  await tx.done;
}

/** The phone has no room left. Nothing of the attempted save was kept; all before it is. */
export class StorageFull extends Error {
  override name = "StorageFull";
}

/** The memory was closed under this tab: by a newer version of the app, or because it was wiped. */
export class StoreClosed extends Error {
  override name = "StoreClosed";
}

/** The practice's key is not there yet: both people have to confirm the phone first. */
export class NotJoined extends Error {
  override name = "NotJoined";
}

/** It opens with the client's PIN only. */
export class Locked extends Error {
  override name = "Locked";
}

/** There is no lock to open. */
export class NotLocked extends Error {
  override name = "NotLocked";
}

/** It is another PIN. */
export class WrongPin extends Error {
  override name = "WrongPin";
  /** How many ms have to pass before the next try. */
  readonly wait: number;

  constructor(wait: number) {
    super("It is another PIN.");
    this.wait = wait;
  }
}

/** After several wrong ones in a row the next has to wait. Nothing was tried. */
export class TooSoon extends Error {
  override name = "TooSoon";
  /** How many ms still. */
  readonly wait: number;

  constructor(wait: number) {
    super("The next try has to wait.");
    this.wait = wait;
  }
}

/** A newer version of the app wrote this memory; this older one must not touch it. */
export class StoreTooNew extends Error {
  override name = "StoreTooNew";
}

export class UnknownEntry extends Error {
  override name = "UnknownEntry";
}

/** Whether it is the browser's error of that name. */
export function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** Names what the browser's storage refused, in the words of this room. */
export async function orStorageError<T>(attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    throw storageError(error);
  }
}

function storageError(error: unknown): unknown {
  if (isNamed(error, "QuotaExceededError")) return new StorageFull("The phone has no room left.", { cause: error });
  return error;
}

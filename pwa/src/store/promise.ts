const storage = (): Partial<StorageManager> | undefined => (navigator as { storage?: Partial<StorageManager> }).storage;

/** Whether the browser has promised to keep what is stored here; null where it does not say, as old ones and on plain http. */
export const isKept = (): Promise<boolean | null> => answer(storage()?.persisted?.());

/** Asks for that promise; the answer as in `isKept`. Some browsers ask the person, others decide by themselves. */
export const askToKeep = (): Promise<boolean | null> => answer(storage()?.persist?.());

const answer = (asked: Promise<boolean> | undefined): Promise<boolean | null> => asked?.catch(() => null) ?? Promise.resolve(null);

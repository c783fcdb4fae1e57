let ask = (): number => Date.now();

/** The phone's time. May be wrong by years: only the server's clock decides an order. */
export function now(): Date {
  return new Date(ask());
}

/** Puts another clock in place of the phone's, for tests. Returns how to take it away again. */
export function setClock(other: () => number): () => void {
  const before = ask;
  ask = other;
  return () => {
    ask = before;
  };
}

/** The phone's IANA time zone, such as "Europe/Berlin". */
export function zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

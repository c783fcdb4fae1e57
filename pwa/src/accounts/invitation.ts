const KEPT = "invitation";

/** A link opened in a window that stands at /join already changes the address and loads nothing. */
export function watchInvitations(): void {
  addEventListener("hashchange", () => {
    if (location.pathname === "/join" && location.hash.length > 1) location.reload();
  });
}

/** Takes the invitation out of the address, so that nobody reads it over a shoulder or in the browser's history.
 *  A reload still finds it, in this tab only, until the phone has joined. */
export function takeInvitation(): string | null {
  const fromAddress = location.pathname === "/join" && location.hash.length > 1 ? location.hash.slice(1) : null;
  if (fromAddress !== null) {
    history.replaceState(null, "", location.pathname);
    remember(fromAddress);
    return fromAddress;
  }
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(token: string): void {
  try {
    sessionStorage.setItem(KEPT, token);
  } catch {
    // Blocked storage costs only the reload.
  }
}

export function dropInvitation(): void {
  try {
    sessionStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept then.
  }
}

const WAITING = "waiting";

export interface Waiting {
  check: string;
  therapist: string;
}

/** A phone that waits for the second yes may lose its connection and be opened again meanwhile. */
export function keepWaiting(waiting: Waiting): void {
  try {
    sessionStorage.setItem(WAITING, JSON.stringify(waiting));
  } catch {
    // The server knows it too.
  }
}

export function dropWaiting(): void {
  try {
    sessionStorage.removeItem(WAITING);
  } catch {
    // Nothing was kept then.
  }
}

export function keptWaiting(): Waiting | null {
  try {
    const kept = sessionStorage.getItem(WAITING);
    return kept === null ? null : (JSON.parse(kept) as Waiting);
  } catch {
    return null;
  }
}

/** Letters that look alike are not in codes, so only spaces, dashes and case are put right. Null: not a code. */
export function tidyCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  return /^[0-9A-Z]{8}$/.test(code) ? code : null;
}

interface Badging {
  setAppBadge?: (n: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** The number on the app's icon, where there can be one; 0 takes it away. */
export function showBadge(n: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Badging;
  const done = n === 0 ? clearAppBadge?.call(navigator) : setAppBadge?.call(navigator, n);
  // A phone may refuse it to an app that is not on the home screen.
  done?.catch(() => undefined);
}

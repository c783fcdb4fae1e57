const TITLED = /^(dr|prof|mr|mrs|ms|mx|herr|frau|m|mme)\.?$/i;

/** What the client calls the therapist: the first name, or the whole name where it begins with a title. */
export function callName(name: string): string {
  const [first = name] = name.trim().split(/\s+/);
  return TITLED.test(first) || first.endsWith(".") ? name : first;
}

/** One of each entry: of two versions in conflict the one that counts comes first in the store's list. */
export function current<T extends { id: string }>(entries: readonly T[]): T[] {
  const seen = new Set<string>();
  return entries.filter(({ id }) => !seen.has(id) && seen.add(id));
}

export const marks = {
  line: (by: string, days: string, said: string) => `${by} marked ${days}: ${said}.`,
  days: (first: string, last: string) => `${first} to ${last}`,
  quantity: (n: number) => `how much ${n}`,
  quality: (n: number) => `how well ${n}`,
};

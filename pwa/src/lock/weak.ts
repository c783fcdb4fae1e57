export const PIN_MIN = 6;
export const PIN_MAX = 16;

/** Why a PIN is too easy to guess. */
export type Weak = "letters" | "short" | "again" | "row" | "known";

/** Those that people choose most, beside the patterns below. */
const KNOWN: ReadonlySet<string> = new Set(["112233", "123321", "147258", "159753", "147852", "258456", "789456", "456789", "696969", "101010", "131313", "102030", "110110"]);

/** null where it is no worse than any other of its length. Birthdays cannot be told: they are asked not to be used. */
export function weakness(pin: string): Weak | null {
  if (/\D/.test(pin)) return "letters";
  if (pin.length < PIN_MIN) return "short";
  // 111111, 121212, 123123
  if (/^(\d{1,4})\1+$/.test(pin)) return "again";
  if (isRow(pin)) return "row";
  return KNOWN.has(pin) ? "known" : null;
}

/** 123456, 987654, 890123: from each digit to the next one up, or one down. */
function isRow(pin: string): boolean {
  const steps = Array.from(pin.slice(1), (digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  return new Set(steps).size === 1 && (steps[0] === 1 || steps[0] === 9);
}

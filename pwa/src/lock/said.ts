import { later } from "../i18n/later.ts";
import { Locked, TooSoon, WrongPin } from "../store/errors.ts";
import { NoSensor } from "./sensor.ts";

const text = later.lock;

/** What is said of a PIN that did not open. */
export function saidOf(error: unknown): string {
  if (error instanceof WrongPin) return error.wait === 0 ? text.wrong : text.waitFirst(error.wait);
  if (error instanceof TooSoon) return text.waitMore(error.wait);
  if (error instanceof NoSensor) return text.fingerNone;
  // The person stopped it, or it was another finger.
  if (error instanceof DOMException) return text.fingerFailed;
  return error instanceof Locked ? text.elsewhere : text.failed;
}

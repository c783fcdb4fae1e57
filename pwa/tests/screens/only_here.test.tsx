// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { later } from "../../src/i18n/later.ts";
import { aScreen, type Screen, TODAY } from "./screen.tsx";

const PASSPHRASE = "lantern orchard gravel piano";

let screen: Screen;
afterEach(() => {
  vi.restoreAllMocks();
  screen.close();
});

test("the browser is handed a file that stays until it has saved it, and the passphrase is not left standing", async () => {
  screen = await aScreen();
  await screen.store.save({ kind: "homework", subject: null, share: "only_here", bring_up: false, local_date: TODAY, body: { answer: "done" } });
  const revoked = vi.spyOn(URL, "revokeObjectURL");
  const pressed = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    pressed(this.download, this.isConnected);
  });
  screen.open("/my-phone/only-here");
  await screen.sees(later.onlyHere.copy);
  await screen.type("pass", PASSPHRASE);
  await screen.type("again", PASSPHRASE);
  await screen.submit();
  await vi.waitFor(() => {
    expect(pressed.mock.calls).toEqual([[expect.stringMatching(/^copy-.*\.tloh$/), true]]);
  });
  await screen.sees(later.onlyHere.saved(String(pressed.mock.calls[0]?.[0])));
  expect(revoked).not.toHaveBeenCalled();
  expect(["#pass", "#again"].map((id) => screen.find<HTMLInputElement>(id).value)).toEqual(["", ""]);
});

// @vitest-environment happy-dom
import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { t } from "../../src/i18n/catalogue.ts";
import { fetchScreens, later } from "../../src/ui/later.tsx";

interface Named {
  name: string;
}
const Room = ({ name }: Named): preact.VNode => <h1>{name}</h1>;
const root = document.createElement("div");
const heading = (): string => root.querySelector("h1")?.textContent ?? "";
const stands = (wanted: string): Promise<void> => vi.waitFor(() => { expect(heading()).toBe(wanted); });
const lost = new TypeError("Failed to fetch dynamically imported module");

beforeEach(() => {
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
});

test("a screen is fetched when it is first shown, and once", async () => {
  const load = vi.fn(() => Promise.resolve(Room));
  const Screen = later<Named>(load);
  render(<Screen name="A room" />, root);
  expect(heading()).toBe(t.loading);
  await stands("A room");
  render(null, root);
  render(<Screen name="Again" />, root);
  expect(heading()).toBe("Again");
  expect(load).toHaveBeenCalledTimes(1);
});

test("a screen that was fetched before is shown at once", async () => {
  const Screen = later<Named>(() => Promise.resolve(Room));
  fetchScreens();
  await Promise.resolve();
  render(<Screen name="A room" />, root);
  expect(heading()).toBe("A room");
});

test("a screen that cannot be fetched says so, and a press fetches it", async () => {
  const load = vi.fn(() => Promise.resolve(Room)).mockRejectedValueOnce(lost);
  const Screen = later<Named>(load);
  render(<Screen name="A room" />, root);
  await stands(t.missing);
  expect(root.textContent).toContain(t.missingLede);
  root.querySelector("button")?.click();
  await stands("A room");
});

test("a screen that could not be fetched comes by itself with the network", async () => {
  const load = vi.fn(() => Promise.resolve(Room)).mockRejectedValueOnce(lost).mockRejectedValueOnce(lost);
  const Screen = later<Named>(load);
  render(<Screen name="A room" />, root);
  await stands(t.missing);
  dispatchEvent(new Event("online"));
  await vi.waitFor(() => { expect(load).toHaveBeenCalledTimes(2); });
  expect(heading()).toBe(t.missing);
  dispatchEvent(new Event("online"));
  await stands("A room");
});

// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { ApiError, Unreachable } from "../../src/api/errors.ts";
import { later } from "../../src/i18n/later.ts";
import { aScreen, type Screen } from "./screen.tsx";

const text = later.exported;

let screen: Screen;
afterEach(() => {
  vi.restoreAllMocks();
  screen.close();
});

/** The page, with an answer for whoever asks for the file. */
async function opened(answer: () => Promise<Blob>): Promise<ReturnType<typeof vi.fn>> {
  screen = await aScreen();
  const everything = vi.spyOn(screen.phone.api, "everything").mockImplementation(answer);
  screen.open("/my-phone");
  await screen.sees(text.row);
  screen.follow(text.row);
  await screen.stands(text.title);
  return everything;
}

test("the file is handed to the browser, and the code does not stay standing", async () => {
  const asked = await opened(() => Promise.resolve(new Blob(["PK"])));
  const names: string[] = [];
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:file");
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  expect(screen.text).toContain(text.open);
  expect(screen.text).toContain(later.onlyHere.row);
  await screen.type("code", "abcd-2345");
  await screen.submit();
  await screen.sees(text.saved("my-data.zip"));
  expect(asked).toHaveBeenCalledWith("abcd-2345");
  expect(names).toEqual(["my-data.zip"]);
  expect(screen.find<HTMLInputElement>("#code").value).toBe("");
});

test("a code that is too short is asked for again, before anybody is", async () => {
  const asked = await opened(() => Promise.resolve(new Blob()));
  await screen.type("code", "ABCD-23");
  await screen.submit();
  await screen.sees(text.codeShort);
  expect(asked).not.toHaveBeenCalled();
});

test.each<[string, Error, string]>([
  ["a code that does not hold", new ApiError(403, "code", "No.", null), text.codeWrong],
  ["too many tries", new ApiError(429, "slow_down", "Please wait 2 minutes.", 120), "Please wait 2 minutes."],
  ["no connection", new Unreachable("gone"), text.offline],
])("%s is said, and nothing is handed over", async (_name, error, said) => {
  await opened(() => Promise.reject(error));
  const click = vi.spyOn(HTMLAnchorElement.prototype, "click");
  await screen.type("code", "ABCD-2345");
  await screen.submit();
  await screen.sees(said);
  expect(click).not.toHaveBeenCalled();
});

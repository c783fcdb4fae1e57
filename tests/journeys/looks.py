"""One screen seen in several ways: light and dark, narrow, with letters twice as large; and what is wrong with it."""

from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import CDPSession, Page

from tests.journeys.server import ROOT

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """
async (rules) => {
  const asked = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
  const { violations } = await axe.run(document, asked);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")}: ${failureSummary.split("\\n").slice(1).join("; ").trim()}`));
}
"""
TOO_WIDE = """
() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > clientWidth);
  const where = out.map((one) => `${one.tagName} ${one.className} (${one.textContent.trim().slice(0, 40)})`);
  return [`the page is ${scrollWidth - clientWidth} px wider than its window: ${where.join(", ")}`];
}
"""
AT_REST = "document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())"
HEIGHT = "document.documentElement.scrollHeight"
LETTERS = {"standard": 16, "fixed": 13}


@dataclass(frozen=True)
class Look:
    """A way to see a screen. ``letters`` multiplies the browser's own size of letters."""

    name: str
    width: int
    colours: Literal["light", "dark"] = "light"
    letters: int = 1


ON_A_PHONE = (Look("light", 390), Look("dark-narrow", 320, "dark"), Look("large", 390, letters=2))
ON_A_DESK = (Look("light", 1280), Look("dark-narrow", 320, "dark"), Look("large", 1280, letters=2))


class Eye:
    """Looks at ``page`` in every way, and puts it back as it was."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._size = page.viewport_size
        self._browser: CDPSession = page.context.new_cdp_session(page)

    def see(self, look: Look) -> None:
        """The screen in this look, in a window as tall as the page: nothing lies under another thing then."""
        # A heading can be there before the sheets are.
        self.page.wait_for_load_state()
        # Without motion: colours on their way from light to dark are nobody's choice. What moves already is ended.
        self.page.emulate_media(color_scheme=look.colours, reduced_motion="reduce")
        self.page.evaluate(AT_REST)
        self._letters(look.letters)
        self._size_to(look.width, 844)
        height: int = self.page.evaluate(HEIGHT)
        self._size_to(look.width, max(height, 844))

    def back(self) -> None:
        """As it was before."""
        self.page.emulate_media(color_scheme="null", reduced_motion="null")
        self._letters(1)
        if self._size is not None:
            self._size_to(self._size["width"], self._size["height"])

    def wrong(self, look: Look) -> list[str]:
        """What breaks a rule of accessibility here, and whether the page is wider than its window."""
        self.see(look)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text())
        found: list[str] = self.page.evaluate(RUN, RULES)
        wide: list[str] = self.page.evaluate(TOO_WIDE)
        return [*found, *wide]

    def _size_to(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        # A phone's browser keeps the zoom it took while letters and window did not fit each other: clicks would miss.
        self._browser.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})

    def _letters(self, times: int) -> None:
        sizes: dict[str, Any] = {name: times * size for name, size in LETTERS.items()}
        self._browser.send("Page.setFontSizes", {"fontSizes": sizes})

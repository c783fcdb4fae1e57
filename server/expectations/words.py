"""What expectations are called, on pages that the therapist reads and the client may preview."""

from server.expectations.rules import CameAbout, HowBad, Lean, Standing
from server.expectations.wire import Happened, Levels, Looks, Then
from server.i18n import gettext as _
from server.i18n import ngettext


def level(of: int | None) -> str:
    """A level reached, in words."""
    if of is None:
        return _("rather not say")
    return {
        -2: _("much less than expected"),
        -1: _("less than expected"),
        0: _("as expected"),
        1: _("more than expected"),
        2: _("much more than expected"),
    }[of]


def own(ladder: Levels, of: int | None) -> str | None:
    """What the ladder itself says of a level besides 0; ``None`` where it says nothing."""
    said = {-2: ladder.much_less, -1: ladder.less, 1: ladder.more, 2: ladder.much_more}
    return None if of is None else said.get(of)


def standing(of: Standing) -> str:
    """How one without a review stands. Past its day it is still open: no word is not a no."""
    return {
        "finished": _("finished"),
        "held": _("written, held until you meet"),
        "still_open": _("still open"),
        "ahead": _("ahead"),
    }[of]


def looks(of: Looks) -> str:
    """How it looks."""
    return {"too_hopeful": _("too hopeful"), "about_right": _("about right"), "too_careful": _("too careful")}[of]


def then(of: Then) -> str:
    """What was chosen to do with it."""
    return {"keep": _("kept"), "change": _("changed"), "talk": _("talk about it")}[of]


def happened(of: Happened) -> str:
    """What became of what was feared."""
    return {"yes": _("happened"), "partly": _("happened in part"), "no": _("did not happen")}[of]


def likely(of: CameAbout) -> str:
    """Of what was thought likely, what came about."""
    return ngettext(
        "Of {of} thing thought likely (over 50%), {n} came about.",
        "Of {of} things thought likely (over 50%), {n} came about.",
        of.of,
    ).format(of=of.of, n=of.n)


def unlikely(of: CameAbout) -> str:
    """Of what was thought unlikely, what came about."""
    return ngettext(
        "Of {of} thought unlikely, {n} came about all the same.",
        "Of {of} thought unlikely, {n} came about all the same.",
        of.of,
    ).format(of=of.of, n=of.n)


def lean(of: Lean) -> str:
    """A word on it, with its counts."""
    counts = _("{said}% was said on average; {n} of {of} came about.").format(
        said=of.said, n=of.came_about.n, of=of.came_about.of
    )
    way = {
        "hopeful": _("What is expected tends to be more hopeful than what happens."),
        "careful": _("What is expected tends to be more careful than what happens."),
        "close": _("What is expected and what happens lie close together."),
    }[of.way]
    return f"{way} {counts}"


def how_bad(of: HowBad) -> str:
    """How bad it was expected to be, and was."""
    return _(
        "How bad it would be: {expected}. How bad it was: {was}. From 0 to 100, the middle of {n} that say both."
    ).format(expected=number(of.expected), was=number(of.was), n=of.n)


def number(of: float) -> str:
    """A median: whole, or with its half."""
    return f"{of:g}"


def percent(of: int) -> str:
    """A likelihood."""
    return _("{n}%").format(n=of)

"""Sentences about rated sessions, for the therapist and, shorter, for the client."""

from collections.abc import Sequence
from datetime import date

from server.alliance.rules import PARAMETERS, Sign, Usual
from server.alliance.series import Item, State
from server.entries.sections import Text
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import and_list, long_date


def item(of: Item) -> str:
    """What was rated."""
    return {"safety": _("Safety"), "respect": _("Respect")}[of]


def state(of: State) -> str:
    """What became of a session where no number stands."""
    return {
        "rated": _("Rated"),
        "late": _("Rated later"),
        "did_not_meet": _("Did not meet"),
        "rather_not": _("Rather not answer"),
        "held": _("held until you meet"),
        "open": _("not answered yet"),
        "unanswered": _("not answered"),
    }[of]


def missing(of: State) -> str:
    """Why there is no number of one item: also where the session was rated and this item was left out."""
    return state("unanswered" if of == "rated" else of)


def number(value: float) -> str:
    """``8``, ``8.5``."""
    return f"{value:g}"


def usual(of: Usual) -> str:
    """``8, from 8 ratings``."""
    said = ngettext("{usual}, from {n} rating", "{usual}, from {n} ratings", of.ratings)
    return said.format(usual=number(of.value), n=of.ratings)


def too_few(ratings: int) -> str:
    """Where nothing is usual yet."""
    if ratings == 0:
        return _("Too few ratings to know what is usual: this is the first.")
    return _("Too few ratings to know what is usual: {n} before this one.").format(n=ratings)


def rule(sign: Sign) -> str:
    """The rule behind a sign that rests on a number."""
    return {
        "drop": _("{n} or more below usual").format(n=sign.below),
        "two_in_a_row": _("two in a row {n} or more below the usual before them").format(n=sign.below),
        "low": _("{n} or lower, and below usual").format(n=sign.below),
        "low_early": _("{n} or lower, before three earlier ratings").format(n=sign.below),
    }[sign.rule]


def figures(signs: Sequence[Sign], on: date, today: date) -> str:
    """All signs of one number: what it was, what is usual, how many ratings that rests on, and by which rules."""
    first = signs[0]
    assert first.item is not None
    what = _("{item} {value} on {day}.").format(item=item(first.item), value=first.value, day=long_date(on, today))
    found: dict[str, list[Sign]] = {}
    for sign in signs:
        found.setdefault(usual(sign.usual) if sign.usual else "", []).append(sign)
    return " ".join([what, *(_beside(known, of) for known, of in found.items())])


def _beside(known: str, signs: Sequence[Sign]) -> str:
    """What is usual, and the rules that measure by it. Two in a row are seen beside what was usual before both."""
    before_both = all(sign.rule == "two_in_a_row" for sign in signs)
    beside = _("Usual before both: {usual}.") if before_both else _("Usual: {usual}.")
    rules = ngettext("Rule: {rules}.", "Rules: {rules}.", len(signs)).format(rules="; ".join(map(rule, signs)))
    return f"{beside.format(usual=known) if known else _('Too few ratings to know what is usual.')} {rules}"


def finding(value: int, on: date, today: date, known: Usual | None, ratings: int, low: bool) -> list[Text]:
    """The newest number of one item beside what is usual, for the therapist."""
    what = Text(text=_("{value} on {day}.").format(value=value, day=long_date(on, today)))
    if known is None and not low:
        return [what, Text(text=too_few(ratings), tone="grey")]
    if known is None:
        return [what, Text(text=_("Worth asking about."), tone="ask"), Text(text=too_few(ratings), tone="grey")]
    if low:
        return [what, Text(text=_("Lower than usual: {usual}.").format(usual=usual(known)), tone="ask")]
    return [what, Text(text=_("Usual: {usual}.").format(usual=usual(known)))]


def clients_finding(value: int, on: date, today: date, low: bool) -> list[Text]:
    """The same for the client: lower than your usual, and never more."""
    what = Text(text=_("{value} on {day}.").format(value=value, day=long_date(on, today)))
    return [what, Text(text=_("Lower than your usual."))] if low else [what]


def silence(days: Sequence[date], today: date) -> str:
    """Sessions without a word, named without a reproach."""
    names = [long_date(day, today) for day in days[-3:]]
    said = ngettext("No rating after the session on {days}.", "No rating after the sessions on {days}.", len(names))
    return said.format(days=and_list(names))


def same(run: int) -> str:
    """The same answers over and over."""
    times = _("six") if run == PARAMETERS.same else str(run)
    return _("The same answers {times} times. That can be true. Ask in words.").format(times=times)


def seeds_question() -> str:
    """The one to ask at any time."""
    return _(
        "How are our sessions going? Is there anything I could do differently so that you feel more supported, "
        "understood or challenged?"
    )


def after_a_dip(on: date, today: date) -> str:
    """First to value that it was said, then to find out; changes come later."""
    return _(
        "Thank you for telling me how our session on {day} felt. I would like to understand it before anything else. "
        "What was it like for you? And what could I do differently?"
    ).format(day=long_date(on, today))


def asked_to_bring_up(on: date, today: date) -> str:
    """For what the client need not start."""
    return _("You asked me to bring up what you wrote about our session on {day}. Where shall we begin?").format(
        day=long_date(on, today)
    )

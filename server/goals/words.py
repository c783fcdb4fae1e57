"""How goals are spoken of, on pages that the therapist reads and the client may preview."""

from datetime import date

from server.entries.kind import Reader, WhoseEntries
from server.entries.rules import local_day
from server.goals.rules import Standing
from server.goals.told import Goal
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import long_date


def stands(how: Standing, reader: Reader) -> str:
    """How a goal stands, as a sentence."""
    if how.stands == "agreed":
        return _("Agreed by both.")
    waited = "client" if how.stands == "waits_for_client" else "therapist"
    whose = how.by or waited
    if whose == reader:
        over = {"reached": _("Reached, you said."), "not_now": _("Not now, you said.")}
        return over.get(how.stands, _("Waits for your word."))
    if whose == "client":
        over = {"reached": _("Reached, the client says."), "not_now": _("Not now, the client says.")}
        return over.get(how.stands, _("Waits for the client’s word."))
    over = {"reached": _("Reached, your therapist says."), "not_now": _("Not now, your therapist says.")}
    return over.get(how.stands, _("Waits for your therapist’s word."))


def look_again(goal: Goal, today: date) -> str | None:
    """When it is looked at again; ``None`` where no day was set, or it is over."""
    day = goal.versions[-1].body.revisit_on if goal.versions else None
    if day is None or goal.standing.is_over:
        return None
    said = _("To look at again since {day}.") if day < today else _("To look at again on {day}.")
    return said.format(day=long_date(day, today))


def so_many(agreed: int) -> str:
    """How many are agreed."""
    if not agreed:
        return _("No goal is agreed by both yet.")
    return ngettext("{n} goal is agreed by both.", "{n} goals are agreed by both.", agreed).format(n=agreed)


def last_words(goal: Goal) -> list[str]:
    """What the client wrote beside their last word on it."""
    if goal.replies:
        return _given(goal.replies[-1].body.words)
    return _given(goal.proposal.body.why) if goal.proposal else []


def course(goal: Goal, name: str, whose: WhoseEntries) -> list[tuple[date, str, str, list[str]]]:
    """Who said what of it, and when, oldest first: the day, who, what they did, and their words."""
    found = []
    before = None
    for one in goal.versions:
        own = [one.body.words] if one.body.words != before else []
        put = _("put it like this") if own else _("kept it")
        did = {"yes": put, "not_now": _("set it aside"), "reached": _("noted it as reached")}
        before = one.body.words
        day = local_day(one.at, whose.zone, whose.day_ends_at)
        found.append((one.version, day, _("you"), did[one.body.stance], [*own, *_given(one.body.note)]))
    if goal.proposal is not None:
        body, day = goal.proposal.body, goal.proposal.entry.local_date
        found.append((0, day, name, _("proposed it"), [body.words, *_given(body.why)]))
    for reply in goal.replies:
        said = {"yes": _("yes"), "change": _("change it"), "not_now": _("not now"), "reached": _("reached")}
        texts = [*_given(reply.body.wording), *_given(reply.body.words)]
        found.append((reply.body.version, reply.entry.local_date, name, said[reply.body.answer], texts))
    # In one version the therapist's words come first: the client's are an answer to them.
    return [one[1:] for one in sorted(found, key=lambda one: one[0])]


def _given(text: str | None) -> list[str]:
    return [text.strip()] if text and text.strip() else []

"""What homework is called on the therapist's pages."""

from datetime import date

from server.entries.sections import Text
from server.homework.rules import State
from server.homework.wire import AnySchedule, DaysSchedule, ObstacleCode, OnceSchedule
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import and_list, weekday_date, weekday_names

FEW_DAYS = 3


def obstacle(code: ObstacleCode) -> str:
    """An obstacle as it is offered."""
    return {
        "avoided": _("Avoided it, or felt too bad"),
        "forgot": _("Forgot"),
        "when_where_how": _("Did not know when, where or how"),
        "no_why": _("Did not see why"),
        "boring": _("Boring"),
        "no_time": _("No time, or a chaotic place"),
        "nothing_to_gain": _("Nothing to gain from it"),
        "other": _("Something else"),
    }[code]


def state(of: State) -> str:
    """A slot's state, after its number."""
    return {
        "done": _("done"),
        "partly": _("partly"),
        "not_this_time": _("not this time"),
        "held": _("held until you meet"),
        "no_word": _("no word"),
        "open": _("still open"),
        "ahead": _("ahead"),
    }[of]


def answer(of: State) -> str:
    """An answer, where it stands alone."""
    return {"done": _("Done"), "partly": _("Partly"), "not_this_time": _("Not this time")}.get(of, state(of))


def grade(of: int | None) -> Text:
    """A number from 0 to 10; what is not known is grey and none."""
    return Text(text="–", tone="grey") if of is None else Text(text=str(of))


def quantity() -> list[str]:
    """How much was done, 0 to 10, in the words the client has."""
    return [
        _("nothing"),
        _("a little"),
        _("a little"),
        _("some"),
        _("just under half"),
        _("half"),
        _("over half"),
        _("a good part"),
        _("most"),
        _("nearly all"),
        _("all of it"),
    ]


def quality() -> list[str]:
    """How well it was done, 0 to 10, in the words the client has."""
    return [
        _("not well at all"),
        _("badly"),
        _("rather badly"),
        _("not so well"),
        _("a bit under so-so"),
        _("so-so"),
        _("a bit over so-so"),
        _("quite well"),
        _("well"),
        _("very well"),
        _("as well as it could"),
    ]


def schedule(of: AnySchedule) -> str:
    """When it is to be done: ``Thursday, Saturday and Sunday, about 17:30``."""
    if isinstance(of, DaysSchedule):
        names = weekday_names("wide" if len(of.weekdays) <= FEW_DAYS else "abbreviated")
        days = _("Every day") if len(of.weekdays) == 7 else and_list([names[n] for n in sorted(of.weekdays)])
        if of.every_weeks > 1:
            days = {2: _("{days}, every second week"), 4: _("{days}, every fourth week")}[of.every_weeks].format(
                days=days
            )
        return _("{days}, about {time}").format(days=days, time=and_list(of.at)) if of.at else days
    if isinstance(of, OnceSchedule):
        day = _("Once, on {day}").format(day=weekday_date(of.on))
        return _("{days}, about {time}").format(days=day, time=of.at) if of.at else day
    times = ngettext("Once a week, any day", "{n} times a week, any day", of.times).format(n=of.times)
    return _("{days}, reminder about {time}").format(days=times, time=of.at) if of.at else times


def confidence(of: int) -> str:
    """How sure the client was."""
    return _("{n} of 10").format(n=of)


def span(first: date, last: date | None) -> str:
    """From when to when."""
    if last is None:
        return _("from {day}").format(day=weekday_date(first))
    return _("from {first} to {last}").format(first=weekday_date(first), last=weekday_date(last))

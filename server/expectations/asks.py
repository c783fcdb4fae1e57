"""What is worth asking about: one question for each expectation, with what it rests on and something to say."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from server import meetings
from server.entries.kind import Week, Written
from server.entries.rules import local_day
from server.entries.sections import Ask, Text
from server.expectations import rules, words
from server.expectations.told import THERAPY, Expected, Look, Told
from server.i18n import gettext as _
from server.web.dates import long_date, weekday_date

FAR = timedelta(weeks=60)
BROUGHT_UP, LOOKED_AT, DAY_NEAR, AGAIN = 30, 45, 60, 70


def of_expectations(db: Session, week: Week, found: Told) -> list[Ask]:
    """The questions about expectations and about the therapy itself."""
    starts = meetings.starts(db, week.whose.practice, week.whose.client, week.now - FAR, week.now + FAR)
    horizon = _day_of_next(week, starts)
    every = [ask for one in found.expected if (ask := _of_one(week, one, horizon)) is not None]
    loose = [one.entry for one in found.loose_looks] + [one.entry for one in found.loose_reviews]
    loose += [one.entry for one in found.therapy]
    every += [_bring_up(entry) for entry in loose if week.to_bring_up(entry)]
    return [*every, *_again(week, found, starts)]


def of_predictions(week: Week, found: Told) -> list[Ask]:
    """The questions about what was feared: only what the client asks to bring up."""
    about = {entry.id: one.body.fear for one in found.predicted for entry in one.entries}
    loose = (outcome.entry for outcome in found.loose_outcomes)
    every = [*(entry for one in found.predicted for entry in one.entries), *loose]
    return [_bring_up(entry, about.get(entry.id)) for entry in every if week.to_bring_up(entry)]


def _untalked(week: Week, entries: Iterable[Written]) -> list[Written]:
    """Those about the days of the week that were not talked about yet."""
    return [one for one in entries if one.local_date >= week.first and one.id not in week.talked]


def _day_of_next(week: Week, starts: Sequence[datetime]) -> date | None:
    """The day of the next session after today's, if there is one today."""
    days = (local_day(start, week.whose.zone, week.whose.day_ends_at) for start in starts)
    return min((day for day in days if day > week.today), default=None)


def _of_one(week: Week, one: Expected, horizon: date | None) -> Ask | None:
    """The one question about an expectation, from what moves most to what moves least."""
    for entry in reversed(one.entries):
        if week.to_bring_up(entry):
            return _bring_up(entry, one.words)
    entries = {entry.id for entry in _untalked(week, one.entries)}
    for look in reversed([look for look in one.looks if look.entry.id in entries]):
        if (title := _title(one, look)) is not None:
            return _about_look(week, one, look, title)
    day_near = horizon is not None and week.today <= one.by <= horizon
    if not day_near or one.review is not None or one.review_held or one.entry.id in week.talked:
        return None
    day = weekday_date(one.by)
    return Ask(
        id=f"expectations-{one.entry.id}",
        title=_("The day of an expectation comes before you next meet"),
        evidence=[Text(text=one.words, words=True), *_story(week, one)],
        say=_("Its day is {day}. What would help it come about, and what if it does not?").format(day=day),
        entry=str(one.entry.id),
        weight=DAY_NEAR,
    )


def _title(one: Expected, look: Look) -> str | None:
    """Why a look is worth asking about; ``None`` where it is not."""
    if look.body.then == "talk":
        return _("Wants to talk about an expectation")
    if look.body.looks == "too_hopeful":
        return _("Now finds an expectation too hopeful")
    if rules.moved_far(look.body.likelihood, one.likely_before(look)):
        return _("How likely an expectation seems has changed by 30 points or more")
    return None


def _about_look(week: Week, one: Expected, look: Look, title: str) -> Ask:
    day = weekday_date(look.entry.local_date)
    if look.body.likelihood is not None:
        say = _("On {day} you put it at {percent}. Where would you put it today?")
        say = say.format(day=day, percent=words.percent(look.body.likelihood))
    elif look.body.looks == "too_hopeful":
        say = _("On {day} it looked too hopeful to you. What would be realistic now?").format(day=day)
    else:
        say = _("On {day} you wanted to talk about it. How does it look to you today?").format(day=day)
    note = [Text(text=look.body.note, words=True)] if look.body.note else []
    return Ask(
        id=f"expectations-{look.entry.id}",
        title=title,
        evidence=[Text(text=one.words, words=True), *_story(week, one), *note],
        say=say,
        entry=str(look.entry.id),
        weight=LOOKED_AT,
    )


def _story(week: Week, one: Expected) -> Iterator[Text]:
    """``70% on 3 November, 40% on 21 November.``"""
    said = [
        _("{percent} on {day}").format(percent=words.percent(likelihood), day=long_date(day, week.today))
        for day, likelihood in one.likelihoods
    ]
    if said:
        yield Text(text=", ".join(said) + ".")


def _bring_up(entry: Written, own: str | None = None) -> Ask:
    return Ask(
        id=f"expectations-{entry.id}",
        title=_("Asks you to bring up what was expected"),
        evidence=[Text(text=own, words=True)] if own else [],
        say=_("You asked me to bring this up. Where would you like to begin?"),
        entry=str(entry.id),
        weight=BROUGHT_UP,
    )


def _again(week: Week, found: Told, starts: Sequence[datetime]) -> Iterator[Ask]:
    """What is expected of therapy is looked at again together every so many sessions."""
    if not found.therapy or any(kind == THERAPY for kind, _subject, _day in week.held):
        return
    entry = found.therapy[-1].entry
    again_from = rules.look_again_from(min(entry.recorded_at, entry.received_at), starts)
    if again_from is None or again_from > week.now:
        return
    yield Ask(
        id=f"expectations-again-{entry.id}",
        title=_("Time to look again at what therapy can change"),
        evidence=[Text(text=_("{n} sessions since it was last written.").format(n=rules.SESSIONS_BETWEEN_LOOKS))],
        say=_("We wrote down what this therapy can change. How does it look to us both today?"),
        entry=str(entry.id),
        weight=AGAIN,
    )

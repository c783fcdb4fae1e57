"""The rated sessions as a table: each rating a row, and grey where no number stands."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from server.alliance import words
from server.alliance.series import ITEMS, Item, Occasion, Rating
from server.alliance.told import Told
from server.alliance.wire import AllianceCheckInBody
from server.entries.kind import Week
from server.entries.rules import reckonable
from server.entries.sections import Cell, Row, Text
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import past, short_date

SOON = timedelta(hours=3)


def rows(week: Week, known: Told, shown: Sequence[int]) -> list[Row]:
    """The rows of these sessions, oldest first."""
    return [row for place in shown for row in _rows_of(week, known, place)]


def _rows_of(week: Week, known: Told, place: int) -> Iterator[Row]:
    one = known.occasions[place]
    if not one.ratings:
        yield Row(cells=[_session(week, one), Cell(texts=[Text(text=words.state(one.state), tone="grey")])])
    for rating in one.ratings:
        yield _row(week, known, place, rating)
    if one.ratings and one.held:
        yield Row(cells=[_session(week, one), Cell(texts=[Text(text=words.state("held"), tone="grey")])])


def _session(week: Week, one: Occasion) -> Cell:
    day = Text(text=short_date(one.on, week.today))
    if one.number is None:
        return Cell(texts=[day])
    return Cell(texts=[day, Text(text=_("session {n}").format(n=one.number), tone="grey")])


def _row(week: Week, known: Told, place: int, rating: Rating) -> Row:
    one = known.occasions[place]
    body = known.bodies[rating.id]
    if rating.outcome == "rated":
        numbers = [Cell(texts=[_number(week, known, place, rating, item)]) for item in ITEMS]
    else:
        numbers = [Cell(texts=[Text(text=words.state(rating.outcome))])]
    said = list(_said(week, one, rating, body))
    talked = week.talked.get(rating.id)
    unread = rating.id not in week.opened
    # Of an earlier week only what was never opened is named, so that showing it here counts as opening it.
    named = rating.on >= week.first or talked is not None or unread
    cells = [_session(week, one), *numbers, Cell(texts=said)]
    return Row(
        entry=str(rating.id) if named and week.reader == "therapist" else None,
        new=unread and week.reader == "therapist",
        late=_aside(one, rating),
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=cells if rating.outcome == "rated" else [cells[0], Cell(texts=[*numbers[0].texts, *said])],
    )


def _number(week: Week, known: Told, place: int, rating: Rating, item: Item) -> Text:
    value = rating.grade(item)
    if value is None:
        return Text(text="–", tone="grey")
    ringed = rating == known.occasions[place].charted and place in known.ringed(item, week.reader)
    return Text(text=str(value), tone="ask" if ringed else "plain")


def _aside(one: Occasion, rating: Rating) -> str | None:
    """Why a rating is listed and not in the picture."""
    if rating.outcome != "rated" or rating == one.charted:
        return None
    if one.in_time(rating):
        return _("rated once more later, so not in the picture")
    days = (rating.written_on - one.on).days
    return _("written {n} days later, so not in the picture").format(n=days)


def _said(week: Week, one: Occasion, rating: Rating, body: AllianceCheckInBody) -> Iterator[Text]:
    if rating.bring_up:
        mine = week.reader == "client"
        text = _("You ask for this to be brought up.") if mine else _("Asks you to bring this up.")
        yield Text(text=text, tone="ask")
    if rating.felt_off:
        yield Text(text=_("Something felt off."), tone="ask")
    if body.words and body.words.strip():
        yield Text(text=body.words.strip(), words=True)
    this_week = rating.on >= week.first
    if rating.outcome == "rated" and one.in_time(rating) and (this_week or rating.written_on > one.on):
        yield Text(text=_written(one, rating, body), tone="grey")


def _written(one: Occasion, rating: Rating, body: AllianceCheckInBody) -> str:
    """How long after the session it was written, where the phone knew when the session ended."""
    if body.session_ended_at is not None:
        after = rating.written_at - reckonable(body.session_ended_at)
        if timedelta() <= after < SOON:
            minutes = after // timedelta(minutes=1)
            return ngettext("{n} minute after.", "{n} minutes after.", minutes).format(n=minutes)
    return _("The same day.") if rating.written_on <= one.on else _("The day after.")

"""Expectations and predictions as their client reads them again."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from server.entries.telling import ComesDown, Said, Telling, of_hundred, said
from server.expectations import words
from server.expectations.service import LADDER, VIEW
from server.expectations.wire import (
    ExpectationBody,
    ExpectationLookBody,
    ExpectationReviewBody,
    Ladder,
    Levels,
    PredictionBody,
    PredictionOutcomeBody,
    TherapyExpectationBody,
)
from server.i18n import gettext as _
from server.web.dates import full_date


def expectation(body: BaseModel) -> Telling:
    """What is realistically expected, with its ladder."""
    assert isinstance(body, ExpectationBody)
    return Telling(
        _("What I expect by {day}").format(day=full_date(body.by)),
        [
            Said(_("What I expect"), body.words),
            of_hundred(_("How likely"), body.likelihood),
            *_ladder(body),
            *said(_("In the way"), body.in_the_way),
        ],
    )


def _ladder(of: Levels) -> Iterator[Said]:
    """The other levels that were written, and where it began."""
    rungs = [
        *said(_("Much more"), of.much_more),
        *said(_("A bit more"), of.more),
        *said(_("A bit less"), of.less),
        *said(_("Much less"), of.much_less),
    ]
    yield from rungs
    if rungs:
        yield Said(_("At the start"), words.level(of.start))


def look(body: BaseModel) -> Telling:
    """A look half-way."""
    assert isinstance(body, ExpectationLookBody)
    return Telling(
        _("Looked again: {looks}").format(looks=words.looks(body.looks)),
        [
            Said(_("Then"), words.then(body.then)),
            *said(_("What I expect"), body.words),
            *said(_("By"), _day(body.by)),
            *([] if body.likelihood is None else [of_hundred(_("How likely"), body.likelihood)]),
            *said(_("Added"), body.note),
        ],
    )


def review(body: BaseModel) -> Telling:
    """What happened in the end."""
    assert isinstance(body, ExpectationReviewBody)
    lines = [*said(_("What happened"), body.happened), *said(_("What I learned"), body.learned)]
    return Telling(_("What happened: {level}").format(level=words.level(body.level)), lines)


def therapy(body: BaseModel) -> Telling:
    """What is expected of the therapy itself."""
    return Telling(_("What I expect of therapy"), list(_therapy(body)))


def their_view(body: BaseModel) -> Telling:
    """The therapist's own word on that."""
    return Telling(_("What my therapist expects of therapy"), list(_therapy(body)))


def _therapy(body: BaseModel) -> Iterator[Said]:
    assert isinstance(body, TherapyExpectationBody)
    yield from said(_("What can change"), body.change)
    yield from said(_("What gives hope"), body.hope)
    yield from said(_("Sessions"), None if body.sessions is None else str(body.sessions))


def prediction(body: BaseModel) -> Telling:
    """What is feared of one situation."""
    assert isinstance(body, PredictionBody)
    return Telling(
        _("A prediction"),
        [
            Said(_("The situation"), body.situation),
            Said(_("What I feared"), body.fear),
            of_hundred(_("How likely"), body.likelihood),
            of_hundred(_("How bad"), body.how_bad),
            *said(_("When"), _day(body.on)),
        ],
    )


def outcome(body: BaseModel) -> Telling:
    """What became of it."""
    assert isinstance(body, PredictionOutcomeBody)
    return Telling(
        _("What came of a prediction: {what}").format(what=words.happened(body.happened)),
        [
            of_hundred(_("How bad it was"), body.how_bad),
            *said(_("What happened"), body.what),
            *said(_("What I learned"), body.learned),
        ],
    )


def ladder(body: BaseModel) -> Telling:
    """One that was written in the room, to be picked or not."""
    assert isinstance(body, Ladder)
    return Telling(
        _("An expectation to pick, by {day}").format(day=full_date(body.by)),
        [Said(_("What is expected"), body.words), *_ladder(body)],
    )


def _day(of: date | None) -> str | None:
    return None if of is None else full_date(of)


COMES_DOWN = {LADDER: ComesDown(Ladder, ladder), VIEW: ComesDown(TherapyExpectationBody, their_view)}

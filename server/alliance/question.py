"""Decisions about the one open question of a client: which signs are in it, and when it is closed."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.alliance.rules import PARAMETERS, Parameters, Sign

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Mark:
    """A sign, the rating behind it, and since when the therapist could know it. ``entry`` is ``None`` for a step."""

    sign: Sign
    entry: uuid.UUID | None
    known_at: datetime


def known_until(shown_at: datetime | None, now: datetime) -> datetime:
    """Up to when somebody could know of what they close: when their page was made, a day ago at most; else ``now``."""
    return shown_at if shown_at is not None and now - DAY <= shown_at <= now else now


def not_talked_about(
    marks: Sequence[Mark], talked: Mapping[uuid.UUID, datetime], closed_at: datetime | None
) -> list[Mark]:
    """The marks that nobody has talked about yet.

    ``talked`` has when ratings were talked about, ``closed_at`` when the question itself was. Talking about one covers
    the earlier ones, as far as they could be known by then.
    """
    of_ratings = ((mark, talked.get(mark.entry)) for mark in marks if mark.entry is not None)
    done = [(mark.sign.place, at) for mark, at in of_ratings if at is not None and at >= mark.known_at]

    def covered(mark: Mark) -> bool:
        if closed_at is not None and mark.known_at <= closed_at:
            return True
        return any(mark.sign.place <= place and mark.known_at <= at for place, at in done)

    return [mark for mark in marks if not covered(mark)]


def open_question(marks: Iterable[Mark], latest: int, by: Parameters = PARAMETERS) -> list[Mark]:
    """The marks of the one open question, in their order; none when nothing is open.

    A sign within three sessions of the one before joins its question; after three sessions without one it closes by
    itself. ``latest`` is the place of the latest session.
    """
    question: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.sign.place, one.known_at)):
        if question and mark.sign.place - question[-1].sign.place > by.together:
            question = []
        question.append(mark)
    return question if question and latest - question[-1].sign.place < by.together else []

"""One log of homework: when it is written and sent, and what its body says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from server.clock import on_the_wire
from server.demo.story import Piece, Said

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ANSWERS = {"D": "done", "L": "done", "W": "done", "P": "partly", "N": "not_this_time"}


@dataclass(frozen=True)
class Log:
    """One log: which piece, when, and how it went."""

    piece: Piece
    week: int
    place: int
    mark: str
    day: date
    wrote: datetime
    received: datetime

    @property
    def said(self) -> Said:
        """What stands beside it."""
        return self.piece.said.get((self.week, self.piece.days[self.place]), Said())

    @property
    def share(self) -> str:
        """Who can read it when."""
        return "when_we_meet" if self.mark == "W" else "before"

    def body(self) -> dict[str, Any]:
        """The body as the form makes it. Every third log is the tap alone; "not this time" has no numbers either."""
        said = self.said
        tap = (self.week + self.place) % 3 == 2 and not said.words
        answer = ANSWERS[self.mark]
        numbers = self.piece.style != "nondirective" and answer != "not_this_time" and not tap
        first, last = self.piece.hard
        hard = round(first + (last - first) * (self.week - self.piece.first) / max(1, len(self.piece.weeks) - 1))
        much, well = (9, 7) if answer == "done" else (5, 5)
        swing = (self.week * 2 + self.place) % 3 - 1
        ticked = (len(self.piece.steps) if answer == "done" else min(1, len(self.piece.steps))) if numbers else 0
        return {
            "answer": answer,
            "quantity": much if numbers else None,
            "quality": well + swing if numbers else None,
            "difficulty": min(10, max(0, hard + swing)) if numbers else None,
            "obstacles": list(said.obstacles),
            "steps": [{"id": f"s{place}", "ticked_at": on_the_wire(self.wrote)} for place in range(1, ticked + 1)],
            "words": said.words,
        }


def logs_of(piece: Piece, sessions: Sequence[datetime], zone_in: Callable[[int], str]) -> Iterator[Log]:
    """All logs of one assignment, at the hour of where the phone is in that week.

    Some are sent only the next morning, when it has a signal again.
    """
    hour = time.fromisoformat(piece.at)
    for week, marks in enumerate(piece.weeks, piece.first):
        for place, mark in enumerate(marks):
            if mark == ".":
                continue
            day = sessions[week].date() + piece.days[place] * DAY
            wrote = datetime.combine(day, hour, ZoneInfo(zone_in(week))) + (25 + 7 * place + week) * MINUTE
            if mark == "L":
                wrote += 3 * DAY
            received = wrote + (14 * HOUR if (week + place) % 5 == 4 else 3 * timedelta(seconds=1))
            yield Log(piece, week, place, mark, day, wrote, received)

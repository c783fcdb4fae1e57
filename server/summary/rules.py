"""Decisions about the therapist's pages: which days a page is about, and who comes first on the caseload."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Literal

DAY = timedelta(days=1)
MOST_DAYS = 92
QUIET_DAYS = 14
FIRST_DAY = date(1900, 1, 1)
# As the pillars are talked through: what was done, how it felt, what was expected, and then what holds all of it.
PILLARS = ("responsibility", "safety_and_respect", "expectations", "goals", "rapport", "empathy")
WrongPeriod = Literal["unreadable", "turned_round", "ahead", "too_long", "too_old"]


@dataclass(frozen=True)
class Period:
    """The days a page is about, both included."""

    first: date
    last: date

    def before(self) -> "Period":
        """The week before."""
        return Period(self.first - 7 * DAY, self.first - DAY)

    def after(self, today: date) -> "Period | None":
        """The week after, as far as it has come; ``None`` when it has not begun."""
        if self.last >= today:
            return None
        return Period(self.last + DAY, min(self.last + 7 * DAY, today))


def since_last_session(last_session: date | None, today: date) -> Period:
    """From the day of the last session before today, else seven days; never more than a page can be about."""
    first = last_session if last_session is not None and last_session < today else today - 6 * DAY
    return Period(max(first, today - (MOST_DAYS - 1) * DAY), today)


def asked_for(first: str, last: str, today: date) -> Period | WrongPeriod:
    """The period somebody asked for, or what is wrong with it."""
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return "unreadable"
    if period.first > period.last:
        return "turned_round"
    if period.last > today:
        return "ahead"
    if period.first < FIRST_DAY:
        return "too_old"
    return "too_long" if (period.last - period.first).days >= MOST_DAYS else period


def place_of(pillar: str) -> int:
    """Where a pillar's sections stand on the page: always in the same place."""
    return PILLARS.index(pillar)


def still_talked(talked_at: datetime, received_at: datetime) -> bool:
    """Whether it was this state of an entry that was talked about: what was changed since may ask something else."""
    return talked_at >= received_at


class Group(IntEnum):
    """Where a client stands on the caseload, from the top."""

    ASK = 1
    LOOK = 2
    USUAL = 3
    UNKNOWN = 4


def group_of(asks: bool, worth_a_look: bool, known: bool) -> Group:
    """What is worth asking about comes first; of whom nothing is known comes last, which says nothing about them."""
    if asks:
        return Group.ASK
    if worth_a_look:
        return Group.LOOK
    return Group.USUAL if known else Group.UNKNOWN


def place(group: Group, phone_waits: bool, next_session: datetime | None, name: str) -> tuple[int, bool, float, str]:
    """The key to sort by: the group, a waiting phone, the next session, the name."""
    return group, not phone_waits, next_session.timestamp() if next_session else float("inf"), name.casefold()


def quiet_days(last_written: date | None, today: date) -> int | None:
    """For how many days nothing was written, once that is long enough to be worth a word."""
    if last_written is None or (today - last_written).days < QUIET_DAYS:
        return None
    return (today - last_written).days

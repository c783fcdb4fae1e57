"""Which sessions result from the appointments of a calendar. Pure.

What stands here is never overwritten by a file, except where a session is still only planned: a later time for it, or
that it was cancelled, is offered. Sessions are matched by when they start: taking the same twice doubles nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from server.meetings.appointments import Appointment
from server.meetings.rules import Meeting

What = Literal["new", "there", "moved", "back", "gone"]
OFFERED: tuple[What, ...] = ("new", "moved", "gone")


@dataclass(frozen=True)
class Act:
    """What is taken over: a session at ``starts_at``, or the one at ``was_at`` moved there; ``gone``: none there."""

    starts_at: datetime
    minutes: int
    was_at: datetime | None = None
    gone: bool = False


@dataclass(frozen=True)
class Line:
    """One appointment beside what stands here.

    ``new``; ``there``: here already, or at another time of that day and settled; ``moved``: the planned session lies
    at ``act.was_at``; ``back``: a person moved the session away from there, so it is offered singly alone; ``gone``:
    not in the calendar any more, while the session is still planned.
    """

    what: What
    act: Act
    meeting: Meeting | None = None


@dataclass(frozen=True)
class Group:
    """The appointments of one title. ``missing``: sessions planned from now on which it does not have."""

    title: str
    lines: list[Line]
    missing: list[Meeting]
    named: bool

    def offered(self, now: datetime, ahead: bool) -> list[Act]:
        """What one tick takes: all still to come, or all before now."""
        return [one.act for one in self.lines if one.what in OFFERED and (one.act.starts_at > now) == ahead]

    def how_many(self, what: What) -> int:
        """How many of its appointments are this."""
        return sum(one.what == what for one in self.lines)

    @property
    def known(self) -> int:
        """How many of its appointments stand here already."""
        return self.how_many("there")


@dataclass(frozen=True)
class Settled:
    """What is to be done: sessions to add; to move, with the new start; to cancel."""

    add: list[Act]
    move: list[tuple[Meeting, datetime]]
    cancel: list[Meeting]


def group(
    appointments: Iterable[Appointment], meetings: Sequence[Meeting], client: str, zone: str, now: datetime
) -> list[Group]:
    """By title: first those that name the client, then those of which most stands here, then the longest.

    ``meetings`` are the client's sessions of the same time, ``client`` their name, ``zone`` the practice's.
    """
    by_title: dict[str, list[Appointment]] = defaultdict(list)
    for one in appointments:
        by_title[one.title].append(one)
    kept = {one.starts_at for theirs in by_title.values() for one in theirs if not one.gone}
    found = []
    for title, theirs in by_title.items():
        named = bool(_words(title) & _words(client))
        found.append(_group(title, _Beside(theirs, meetings, kept, named), zone, now))
    return sorted(
        (one for one in found if one.lines), key=lambda one: (not one.named, -one.known, -len(one.lines), one.title)
    )


def settle(acts: Iterable[Act], meetings: Iterable[Meeting]) -> Settled:
    """What these acts come to beside the sessions as they are now, which may be others than when they were offered."""
    starts = {one.starts_at: one for one in meetings}
    taken = set(starts)
    add, move, cancel = list[Act](), list[tuple[Meeting, datetime]](), list[Meeting]()
    for act in dict.fromkeys(acts):
        about = starts.get(act.was_at or act.starts_at)
        planned = about if about is not None and about.state == "planned" else None
        if act.gone:
            cancel += [planned] if planned else []
        elif act.starts_at in taken:
            continue
        elif act.was_at is None:
            add.append(act)
            taken.add(act.starts_at)
        elif planned:
            move.append((planned, act.starts_at))
            taken.add(act.starts_at)
            del starts[act.was_at]
    return Settled(add, move, cancel)


class _Beside:
    """One title's appointments beside the sessions: what is paired is not paired again.

    ``kept`` are all times of the calendar, under any title: a session at one of them is where it should be.
    """

    def __init__(
        self, theirs: Sequence[Appointment], meetings: Sequence[Meeting], kept: set[datetime], named: bool
    ) -> None:
        self.named = named
        self.live = {one.starts_at: one for one in theirs if not one.gone}
        self.gone = [one for one in theirs if one.gone]
        settled = {one.moved_from: one for one in meetings if one.moved_from and one.state != "planned"}
        self.there = settled | {one.starts_at: one for one in meetings}
        apart = {at: one for at, one in self.there.items() if at not in kept}
        self.left = {at: one for at, one in apart.items() if one.state == "planned"}
        self.took_its_course = {at: one for at, one in apart.items() if one.state in ("held", "no_show")}

    def lines(self, zone: str) -> list[Line]:
        """One a live appointment, and one for each that is gone while its session is planned; in order."""
        stand = {at: self.there[at] for at in self.live if at in self.there}
        found = [Line("there", Act(at, it.minutes), it) for at, it in stand.items()]
        open_ = {at: one for at, one in self.live.items() if at not in stand}
        sources = {at: source for at, one in open_.items() if (source := self._moved(one))}
        if self.named or found:
            sources |= _same_day(open_.keys() - sources.keys(), self.took_its_course, zone)
            sources |= _same_day(open_.keys() - sources.keys(), self.left, zone)
        found += [_offer(one, sources.get(at)) for at, one in open_.items()]
        for one in self.gone:
            session = self.left.pop(one.starts_at, None) or self.left.pop(one.was_at or one.starts_at, None)
            if session is not None:
                found.append(Line("gone", Act(session.starts_at, session.minutes, gone=True), session))
        return sorted(found, key=lambda line: line.act.starts_at)

    def _moved(self, one: Appointment) -> Meeting | None:
        """The session that the calendar says lay elsewhere, or that a person here moved away from this time."""
        meant = {one.was_at, one.starts_at} - {None}
        again = (at for at, session in self.left.items() if session.moved_from in meant)
        source = one.was_at if one.was_at in self.left else next(again, None)
        return None if source is None else self.left.pop(source)


def _same_day(open_: Iterable[datetime], sessions: dict[datetime, Meeting], zone: str) -> dict[datetime, Meeting]:
    """One session and one appointment at another time of the same day are meant to be the same. Takes them out."""
    by_day, theirs = _by_day(open_, zone), _by_day(sessions, zone)
    alone = [(starts[0], theirs.get(day, [])) for day, starts in by_day.items() if len(starts) == 1]
    return {at: sessions.pop(found[0]) for at, found in alone if len(found) == 1}


def _by_day(moments: Iterable[datetime], zone: str) -> dict[date, list[datetime]]:
    found: dict[date, list[datetime]] = defaultdict(list)
    for at in moments:
        found[at.astimezone(ZoneInfo(zone)).date()].append(at)
    return found


def _offer(one: Appointment, source: Meeting | None) -> Line:
    if source is None:
        return Line("new", Act(one.starts_at, one.minutes))
    if source.state != "planned":
        return Line("there", Act(one.starts_at, one.minutes), source)
    what: What = "back" if source.moved_from == one.starts_at else "moved"
    return Line(what, Act(one.starts_at, source.minutes, source.starts_at), source)


def _group(title: str, beside: _Beside, zone: str, now: datetime) -> Group:
    lines = beside.lines(zone)
    is_theirs = any(line.what != "new" for line in lines)
    until = max(beside.live, default=now)
    missing = [one for at, one in sorted(beside.left.items()) if now < at <= until] if is_theirs else []
    return Group(title, lines, missing, beside.named)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{2,}", text.casefold()))

"""What homework has to ask about: what the client wants raised, and what stood in the way again and again."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from server.entries.kind import Week
from server.entries.sections import Ask, Text
from server.homework import words
from server.homework.rules import Again, again_and_again
from server.homework.told import Log
from server.homework.wire import ObstacleCode
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import long_date, short_date

FIRST, LATER = 10, 60


def asks(week: Week, logs: Sequence[Log], names: Mapping[UUID, str]) -> list[Ask]:
    """The wishes in the order of days, then the obstacles. ``names`` are those of the assignments."""
    return [*_wishes(week, logs, names), *_obstacles(week, logs)]


def _wishes(week: Week, logs: Sequence[Log], names: Mapping[UUID, str]) -> Iterator[Ask]:
    wished = (one for one in logs if week.to_bring_up(one.entry))
    for one in sorted(wished, key=lambda log: log.entry.local_date):
        subject = one.entry.subject
        name = names.get(subject) if subject is not None else None
        name = name or _("Homework that is not listed here")
        said = one.body.words.strip() if one.body.words else ""
        what = _("{day}: {answer}.").format(
            day=short_date(one.entry.local_date, week.today), answer=words.answer(one.body.answer).lower()
        )
        yield Ask(
            id=f"bring_up-{one.entry.id}",
            title=name,
            evidence=[
                Text(text=_("Asks you to raise it, so that they need not start"), tone="ask"),
                *([Text(text=said, words=True)] if said else []),
                Text(text=what if said else _("{what} No words with it.").format(what=what)),
            ],
            say=_("You asked me to bring this up: “{name}”. What would you like to say about it?").format(name=name),
            entry=str(one.entry.id),
            weight=FIRST,
        )


def _obstacles(week: Week, logs: Sequence[Log]) -> Iterator[Ask]:
    if not logs:
        return
    since = long_date(min(one.entry.local_date for one in logs), week.today)
    named = [(one.entry.local_date, one.body.obstacles) for one in logs]
    for again in again_and_again(named, week.first):
        name = words.obstacle(again.code)
        last = max((one for one in logs if again.code in one.body.obstacles), key=lambda log: log.entry.local_date)
        yield Ask(
            id=f"again-{again.code}",
            title=_("“{obstacle}”, again").format(obstacle=name),
            evidence=[Text(text=_how_often(again, since, len(logs)))],
            say=_("“{obstacle}” has been in the way a few times. What would help, or what should we change?").format(
                obstacle=name
            ),
            entry=str(last.entry.id),
            weight=LATER,
        )


def _how_often(again: Again[ObstacleCode], since: str, logs: int) -> str:
    lately = ngettext("Once in these days", "{n} times in these days", again.lately).format(n=again.lately)
    return _("{lately}, {n} times since {day}, of {logs} logs.").format(
        lately=lately, n=again.in_all, day=since, logs=logs
    )

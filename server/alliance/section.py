"""What rated sessions say on the weekly page: each item as a picture, all of it as a table, the pillars by month."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from babel.dates import format_date
from sqlalchemy.orm import Session

from server.alliance import rules, words
from server.alliance.asks import asks
from server.alliance.pillars import pillars
from server.alliance.repair_rows import repair_table
from server.alliance.rows import rows
from server.alliance.rules import Usual
from server.alliance.series import ITEMS, Item, Occasion, values_of
from server.alliance.told import Told, told
from server.entries.kind import Week
from server.entries.sections import Block, Chart, Fact, Facts, Link, Note, Point, Section, Table, Text
from server.i18n import gettext as _
from server.web.dates import LOCALE, local, long_date

SHOWN = 12


def summarise(db: Session, week: Week) -> Section | None:
    """The section of one client's week; the client reads it shorter, and without anything to ask."""
    known = told(db, week)
    for_client = week.reader == "client"
    shown = _shown(known.occasions)
    return Section(
        id="alliance",
        pillar="safety_and_respect",
        title=_("Safety and respect"),
        lead=_lead(week, known),
        blocks=list(_blocks(week, known, shown)),
        asks=[] if for_client else asks(week, known),
        links=[] if for_client else _links(week),
    )


def _shown(occasions: Sequence[Occasion]) -> list[int]:
    """The places of the latest sessions, from the first of them that anything is known of."""
    known = [place for place, one in enumerate(occasions) if one.ratings or one.held]
    first = max(known[0], len(occasions) - SHOWN) if known else len(occasions)
    return list(range(first, len(occasions)))


def _lead(week: Week, known: Told) -> list[Text]:
    if not any(one.ratings or one.held for one in known.occasions):
        return [Text(text=_("No session has been rated yet."), tone="grey")]
    silent = [] if week.reader == "client" else rules.silent(known.occasions)
    return [Text(text=words.silence([one.on for one in silent], week.today), tone="grey")] if silent else []


def _links(week: Week) -> list[Link]:
    return [
        Link(text=_("How these signs are made"), href="/signs"),
        Link(text=_("Open a question yourself"), href=f"/clients/{week.whose.client}/question"),
    ]


def _blocks(week: Week, known: Told, shown: Sequence[int]) -> Iterator[Block]:
    agreed = repair_table(week, known)
    if not shown:
        yield from [agreed] if agreed else []
        return
    for item in ITEMS:
        yield _chart(week, known, item, shown)
    heads = [_("Session"), _("Safety"), _("Respect"), _("What was said")]
    yield Table(title=_("Rated sessions"), heads=heads, rows=rows(week, known, shown))
    if agreed:
        yield agreed
    if week.reader == "therapist":
        run = rules.same_answers(known.occasions)
        if run >= rules.PARAMETERS.same:
            yield Note(text=Text(text=words.same(run), tone="grey"))
    monthly = pillars(known)
    if monthly:
        yield monthly
    talked = [] if week.reader == "client" else list(_talked(week, known))
    if talked:
        yield Facts(title=_("Talked about"), facts=talked)


def _talked(week: Week, known: Told) -> Iterator[Fact]:
    """The therapist's lines of the weeks that are shown, oldest first."""
    for step in known.steps:
        on = local(step.at, week.whose.zone).date()
        if step.step == "talked" and step.line and week.first - timedelta(weeks=SHOWN) <= on <= week.last:
            yield Fact(name=long_date(on, week.today), value=Text(text=step.line, words=True))


def _chart(week: Week, known: Told, item: Item, shown: Sequence[int]) -> Chart:
    occasions = known.occasions
    series = values_of(occasions, item)
    flagged = known.ringed(item, week.reader)
    usual = _usual(known, item, series)
    places = [place for place in shown if occasions[place].state not in ("open", "did_not_meet")]
    return Chart(
        title=words.item(item),
        finding=_finding(week, known, item, usual, flagged),
        basis=_basis(week, bool(flagged)),
        usual=usual.value if usual else None,
        points=[_point(known, item, place, flagged) for place in places],
    )


def _usual(known: Told, item: Item, series: Sequence[tuple[int, int]]) -> Usual | None:
    """What the newest number is seen beside: what the first sign it gives measures by, else what was usual before."""
    place = series[-1][0] if series else None
    of_it = (sign.usual for sign in known.signs if sign.item == item and sign.place == place)
    return next(filter(None, of_it), None) or rules.usual([value for _place, value in series[:-1]])


def _finding(week: Week, known: Told, item: Item, usual: Usual | None, flagged: set[int]) -> list[Text]:
    series = values_of(known.occasions, item)
    if not series:
        return [Text(text=_("No number in this series yet."), tone="grey")]
    place, value = series[-1]
    on, low = known.occasions[place].on, place in flagged
    if week.reader == "client":
        return words.clients_finding(value, on, week.today, low)
    return words.finding(value, on, week.today, usual, len(series) - 1, low)


def _basis(week: Week, flagged: bool) -> str:
    if week.reader == "client":
        return _("Your own ratings after each session, from 0 to 10.")
    what = _("Rated after each session, from 0 to 10. Usual is the median of up to 8 ratings before.")
    return f"{what} {_('Now and then one is lower by chance alone.')}" if flagged else what


def _point(known: Told, item: Item, place: int, flagged: set[int]) -> Point:
    """Words stand once: with the number that is ringed, else with safety."""
    one = known.occasions[place]
    value = one.charted.grade(item) if one.charted else None
    ringed = {sign.item for sign in known.signs if sign.place == place and sign.item}
    with_words = item in ringed if ringed else item == "safety"
    said = known.bodies[one.charted.id].words if one.charted and with_words else None
    return Point(
        at=str(format_date(one.on, "d MMM", locale=LOCALE)),
        value=value,
        missing=words.missing(one.state) if value is None else None,
        flagged=place in flagged,
        words=(said or "").strip() or None,
    )

"""What expectations say on the weekly page: counts first, then each in the client's words beside what happened."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from server.entries.kind import Week
from server.entries.rules import local_day
from server.entries.sections import Block, Cell, Note, Row, Section, Table, Text
from server.expectations import asks, rules, service, words
from server.expectations.rows import brought_up, fresh, held_note, or_dash, own, row, told_earlier
from server.expectations.service import View
from server.expectations.told import Expected, Look, Review, Therapy, Told, told
from server.expectations.wire import TherapyExpectationBody
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import long_date, short_date, short_day


def summarise(db: Session, week: Week) -> Section | None:
    """The section of one client's week; nothing where nothing was ever written."""
    found = told(week.entries, week.held)
    theirs = service.view_of(db, week.whose)
    if not week.entries and not week.held and theirs is None:
        return None
    return Section(
        id="expectations",
        pillar="expectations",
        title=_("Expected, and what happened"),
        lead=[*_lead(found)],
        blocks=[*_tables(week, found), *_notes(week, found), *_of_therapy(week, found.therapy, theirs)],
        asks=[] if week.reader == "client" else asks.of_expectations(db, week, found),
    )


def _lead(found: Told) -> Iterator[Text]:
    finished = [one.finished for one in found.expected if one.finished]
    counted = rules.tally(finished)
    if counted.likely.of:
        yield Text(text=words.likely(counted.likely))
    if counted.unlikely.of:
        yield Text(text=words.unlikely(counted.unlikely))
    if (lean := rules.lean(finished)) is not None:
        yield Text(text=words.lean(lean))
    if found.expected and not counted.likely.of and not counted.unlikely.of:
        text = _("Nothing to count yet: none is finished that was thought likely or unlikely.")
        yield Text(text=text, tone="grey")


def _tables(week: Week, found: Told) -> Iterator[Table]:
    rows = [row for one in found.expected if _shown(week, one) for row in _rows(week, one)]
    rows += [_of_review(week, one, not_here(), None) for one in found.loose_reviews if fresh(week, one.entry)]
    if rows:
        heads = [_("What was expected"), _("How likely"), _("What came of it")]
        yield Table(title=_("Expectations"), heads=heads, rows=rows)
    looks: list[tuple[Look, Expected | None]] = [(look, one) for one in found.expected for look in one.looks]
    looks += [(look, None) for look in found.loose_looks]
    looked = [_look_row(week, look, one) for look, one in looks if fresh(week, look.entry)]
    if looked:
        heads = [_("Day"), _("How it looked"), _("What it is about, and a note")]
        yield Table(title=_("Looked at again"), heads=heads, rows=looked)


def _shown(week: Week, one: Expected) -> bool:
    """Open ones, and what was written about in these days; older finished ones are only counted."""
    return one.review is None or any(fresh(week, entry) for entry in one.entries)


def _rows(week: Week, one: Expected) -> Iterator[Row]:
    """It with what was told of it last, then what was told before that."""
    entry = one.review.entry if one.review else one.entry
    yield row(week, entry, _what(week, one), _likely(week, one), _came_of_it(week, one))
    for earlier in reversed(one.reviews[:-1]):
        yield _of_review(week, earlier, told_earlier(week, earlier.entry), one)


def _of_review(week: Week, review: Review, about: Text, one: Expected | None) -> Row:
    """The row of a review without its expectation."""
    return row(week, review.entry, [about], [or_dash(None)], _reviewed(week, review, one))


def not_here() -> Text:
    """What an entry is about, where that is held, was taken back, or is not this client's."""
    return Text(text=_("An expectation that does not show here"), tone="grey")


def _what(week: Week, one: Expected) -> Iterator[Text]:
    yield from brought_up(week, one.entry)
    yield from own("", one.body.words)
    about = week.called.get(one.entry.subject) if one.entry.subject else None
    yield from own(_("About:"), about)
    if one.words != one.body.words:
        yield from own(_("Changed to:"), one.words)
    yield Text(text=_("By {day}.").format(day=short_date(one.by, week.today)))
    yield from own(_("In the way:"), one.body.in_the_way)


def _likely(week: Week, one: Expected) -> Iterator[Text]:
    said = one.likelihoods
    yield or_dash(words.percent(said[0][1]) if said else None)
    for day, likelihood in said[1:]:
        text = _("then {percent}, {day}")
        yield Text(text=text.format(percent=words.percent(likelihood), day=short_date(day, week.today)))


def _came_of_it(week: Week, one: Expected) -> Iterator[Text]:
    if one.review is not None:
        yield from _reviewed(week, one.review, one)
    else:
        yield Text(text=words.standing(one.stands(min(week.today, week.last))), tone="grey")


def _reviewed(week: Week, review: Review, one: Expected | None) -> Iterator[Text]:
    body = review.body
    yield from brought_up(week, review.entry)
    yield Text(text=words.level(body.level), tone="grey" if body.level is None else "plain")
    yield from own("", words.own(one.body, body.level) if one else None)
    yield from own("", body.happened)
    yield from own(_("Learned:"), body.learned)


def _look_row(week: Week, look: Look, one: Expected | None) -> Row:
    body = look.body
    about = [not_here()] if one is None else own("", one.body.words)
    chosen = _("{looks}; {then}").format(looks=words.looks(body.looks), then=words.then(body.then))
    if body.likelihood is not None:
        chosen = _("{chosen}, now {percent}").format(chosen=chosen, percent=words.percent(body.likelihood))
    return row(
        week,
        look.entry,
        [Text(text=short_day(look.entry.local_date))],
        [Text(text=chosen)],
        [*brought_up(week, look.entry), *about, *own(_("Note:"), body.note)],
    )


def _notes(week: Week, found: Told) -> Iterator[Block]:
    finished = [one.finished for one in found.expected if one.finished]
    older = sum(not _shown(week, one) for one in found.expected)
    said = []
    if older:
        text = ngettext("{n} earlier one is counted above.", "{n} earlier ones are counted above.", older)
        said.append(text.format(n=older))
    if unrated := rules.tally(finished).unrated:
        text = ngettext("{n} without a level counts nowhere.", "{n} without a level count nowhere.", unrated)
        said.append(text.format(n=unrated))
    if finished and rules.lean(finished) is None:
        text = ngettext("{n} is finished.", "{n} are finished.", len(finished)).format(n=len(finished))
        said.append(text + " " + _("Whether they lean hopeful or careful is said from 20 on: fewer would mislead."))
    if said:
        yield Note(text=Text(text=" ".join(said), tone="grey"))
    yield from held_note(week)


def _of_therapy(week: Week, every: Sequence[Therapy], theirs: View | None) -> Iterator[Block]:
    """Both views of what therapy can change, one under the other."""
    rows = []
    you = week.reader == "client"
    for one in (one for one in every if one is every[-1] or fresh(week, one.entry)):
        who = _("You, {day}") if you else _("The client, {day}")
        who = who.format(day=long_date(one.entry.local_date, week.today))
        rows.append(row(week, one.entry, [Text(text=who), *brought_up(week, one.entry)], *_view(one.body)))
    if theirs is not None:
        day = local_day(theirs.written_at, week.whose.zone, week.whose.day_ends_at)
        who = _("Your therapist, {day}") if you else _("The therapist, {day}")
        who = who.format(day=long_date(day, week.today))
        cells = [[Text(text=who)], *_view(theirs.body)]
        rows.append(Row(cells=[Cell(texts=texts) for texts in cells]))
    if rows:
        heads = [_("Seen by"), _("What can change"), _("What gives hope"), _("Sessions")]
        yield Table(title=_("Expected of the therapy itself"), heads=heads, rows=rows)


def _view(body: TherapyExpectationBody) -> list[list[Text]]:
    there_are = None if body.sessions is None else str(body.sessions)
    return [[or_dash(body.change, words=True)], [or_dash(body.hope, words=True)], [or_dash(there_are)]]

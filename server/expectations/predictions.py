"""What was feared of single situations, and what happened: a section of its own, since more is not better here."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from server.entries.kind import Week
from server.entries.sections import Block, Note, Row, Section, Table, Text
from server.expectations import asks, rules, words
from server.expectations.rows import brought_up, fresh, held_note, or_dash, own, row, told_earlier
from server.expectations.told import Outcome, Predicted, Told, told
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import short_date


def summarise(_db: Session, week: Week) -> Section | None:
    """The section of one client's week; nothing where nothing was ever written."""
    if not week.entries and not week.held:
        return None
    found = told(week.entries, week.held)
    return Section(
        id="predictions",
        pillar="expectations",
        title=_("Feared, and what happened"),
        lead=[*_lead(found)],
        blocks=[*_blocks(week, found)],
        asks=[] if week.reader == "client" else asks.of_predictions(week, found),
    )


def _lead(found: Told) -> Iterator[Text]:
    feared = [one.feared for one in found.predicted if one.feared]
    if not feared:
        yield Text(text=_("What became of it is not known yet."), tone="grey")
        return
    happened = sum(one.happened == "yes" for one in feared)
    text = ngettext("Of {of} thing feared, {n} happened.", "Of {of} things feared, {n} happened.", len(feared))
    yield Text(text=text.format(of=len(feared), n=happened))
    if partly := sum(one.happened == "partly" for one in feared):
        yield Text(text=_("{n} happened in part.").format(n=partly))
    if (bad := rules.how_bad(feared)) is not None:
        yield Text(text=words.how_bad(bad))


def _blocks(week: Week, found: Told) -> Iterator[Block]:
    rows = [row for one in found.predicted if _shown(week, one) for row in _rows(week, one)]
    rows += [_of_outcome(week, one, not_here()) for one in found.loose_outcomes if fresh(week, one.entry)]
    if rows:
        heads = [_("What was feared"), _("How likely"), _("How bad, 0 to 100"), _("What happened")]
        yield Table(title=_("Feared situations"), heads=heads, rows=rows)
    older = sum(not _shown(week, one) for one in found.predicted)
    if older:
        text = ngettext("{n} earlier one is counted above.", "{n} earlier ones are counted above.", older)
        yield Note(text=Text(text=text.format(n=older), tone="grey"))
    yield from held_note(week)


def _shown(week: Week, one: Predicted) -> bool:
    """Open ones, and what was written about in these days; older ones are only counted."""
    return one.outcome is None or any(fresh(week, entry) for entry in one.entries)


def _rows(week: Week, one: Predicted) -> Iterator[Row]:
    """It with what was told of it last, then what was told before that."""
    body, outcome = one.body, one.outcome
    what = [*brought_up(week, one.entry), *own("", body.fear), *own(_("In:"), body.situation)]
    if body.on:
        what.append(Text(text=short_date(body.on, week.today) + "."))
    if outcome is None:
        became = [Text(text=words.standing(one.stands(min(week.today, week.last))), tone="grey")]
    else:
        became = [*_became(week, outcome)]
    likely = or_dash(None if body.likelihood is None else words.percent(body.likelihood))
    yield row(week, one.entries[-1], what, [likely], _bad(body.how_bad, outcome), became)
    for earlier in reversed(one.outcomes[:-1]):
        yield _of_outcome(week, earlier, told_earlier(week, earlier.entry))


def _of_outcome(week: Week, outcome: Outcome, about: Text) -> Row:
    """The row of an outcome without its prediction."""
    return row(week, outcome.entry, [about], [or_dash(None)], _bad(None, outcome), _became(week, outcome))


def not_here() -> Text:
    """What an outcome is about, where that is held, was taken back, or is not this client's."""
    return Text(text=_("A fear that does not show here"), tone="grey")


def _bad(expected: int | None, outcome: Outcome | None) -> Iterator[Text]:
    """How bad it was expected to be, and was."""
    yield or_dash(None if expected is None else str(expected))
    if outcome is not None and outcome.body.how_bad is not None:
        yield Text(text=_("then it was {n}").format(n=outcome.body.how_bad))


def _became(week: Week, outcome: Outcome) -> Iterator[Text]:
    body = outcome.body
    yield from brought_up(week, outcome.entry)
    yield Text(text=words.happened(body.happened))
    yield from own("", body.what)
    yield from own(_("Learned:"), body.learned)

"""What was agreed after talking, and the client's word on it: on the weekly page and on the caseload."""

from collections.abc import Iterator
from datetime import timedelta

from server.alliance.repair import Course
from server.alliance.told import Told
from server.entries.kind import Week
from server.entries.sections import Ask, Cell, Link, Row, Table, Text
from server.i18n import gettext as _
from server.web.dates import local, long_date, past, short_date

WEIGHT = 6
SHOWN = timedelta(weeks=12)


def repair_table(week: Week, known: Told) -> Table | None:
    """A row for each of the last twelve weeks, oldest first."""
    since = week.first - SHOWN
    rows = [_row(week, one) for one in known.repairs if local(one.repair.agreed_at, week.whose.zone).date() >= since]
    if not rows:
        return None
    mine = week.reader == "client"
    heads = [
        _("On"),
        _("What we talked about") if mine else _("What you talked about"),
        _("What changes"),
        _("Did it help?"),
    ]
    return Table(title=_("Agreed after talking"), heads=heads, rows=rows)


def _row(week: Week, one: Course) -> Row:
    on = local(one.repair.agreed_at, week.whose.zone).date()
    reply = one.reply
    talked = week.talked.get(reply.entry) if reply else None
    new = reply is not None and week.reader == "therapist" and reply.entry not in week.opened
    # Of an earlier week only what was never opened is named, so that showing it here counts as opening it.
    named = reply is not None and (reply.on >= week.first or talked is not None or new)
    return Row(
        entry=str(reply.entry) if reply and named and week.reader == "therapist" else None,
        new=new,
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=[
            Cell(texts=[Text(text=short_date(on, week.today))]),
            Cell(texts=[_written(one.repair.talked)]),
            Cell(texts=[_written(one.repair.changes)]),
            Cell(texts=list(_word(week, one))),
        ],
    )


def _written(text: str | None) -> Text:
    return Text(text=text, words=True) if text else Text(text="–", tone="grey")


def _word(week: Week, one: Course) -> Iterator[Text]:
    """The client's word, or that there is none."""
    reply = one.reply
    if reply is None:
        quiet = _("No word. It closed by itself after three sessions.")
        yield Text(text=quiet if one.standing == "quiet" else _("No word yet."), tone="grey")
        return
    said = {"helped": _("It helped."), "not_yet": _("Not yet."), "leave_it": _("Leave it.")}
    asks = reply.answer == "not_yet" and one.is_open and week.reader == "therapist"
    yield Text(text=said[reply.answer], tone="ask" if asks else "plain")
    if reply.words:
        yield Text(text=reply.words, words=True)
    yield Text(text=_("Said on {day}.").format(day=long_date(reply.on, week.today)), tone="grey")


def repair_asks(week: Week, known: Told) -> Iterator[Ask]:
    """Where it has not helped yet, until that was talked about too."""
    last = known.repairs[-1] if known.repairs else None
    if last is None or last.standing != "not_yet" or last.reply is None or last.reply.entry in week.talked:
        return
    reply, changes = last.reply, last.repair.changes
    evidence = [Text(text=reply.words, words=True)] if reply.words else []
    evidence.append(Text(text=_("Said on {day}.").format(day=long_date(reply.on, week.today))))
    if changes:
        evidence += [Text(text=_("You agreed what changes:")), Text(text=changes, words=True)]
    yield Ask(
        id="alliance-repair",
        title=_("What you changed has not helped yet"),
        evidence=evidence,
        say=_("You told me that it has not helped yet. What would need to be different?"),
        entry=str(reply.entry),
        weight=WEIGHT,
        link=Link(text=_("Note what you talked about"), href=f"/clients/{week.whose.client}/question"),
    )


def repair_reasons(week: Week, known: Told) -> Iterator[Text]:
    """One sentence for the caseload: a word that is new, or that one is still to come."""
    last = known.repairs[-1] if known.repairs else None
    if last is None:
        return
    if last.standing == "open":
        day = long_date(local(last.repair.agreed_at, week.whose.zone).date(), week.today)
        yield Text(text=_("Talked on {day}; no word yet whether it helped.").format(day=day), tone="grey")
    elif last.reply is not None and last.reply.entry not in week.talked:
        if last.standing == "not_yet":
            yield Text(text=_("Says that what you changed has not helped yet."), tone="ask")
        elif last.standing == "helped" and last.reply.on >= week.first:
            yield Text(text=_("Says that what you changed helped."))

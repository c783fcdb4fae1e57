"""What homework says on the weekly page: counts, the client's words, what was in the way, the plan beside it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from server.entries.kind import Week
from server.entries.rules import days_late
from server.entries.sections import Block, Cell, Count, Counts, Fact, Facts, Note, Row, Section, Table, Text
from server.homework import marked, rules, service, words
from server.homework.asks import asks
from server.homework.marked import Seen
from server.homework.rules import Span
from server.homework.service import Homework
from server.homework.told import Log, Told, counts_of, logs_of, something_runs, told
from server.homework.wire import KIND, Plan
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import long_date, past, short_day

DAYS_NAMED = 4


def summarise(db: Session, week: Week) -> Section | None:
    """The section of one client's week."""
    known = service.all_of(db, week.whose)
    logs = logs_of(week.entries)
    span = Span(week.first, week.last, week.today, week.whose.first_weekday)
    every = told(week.whose, span, known, logs, week.held)
    seen = marked.seen_in(db, week)
    names = {one.id: one.plan.what for one in known}
    return Section(
        id=KIND,
        pillar="responsibility",
        title=_("Homework"),
        lead=_lead(week, every, something_runs(week.whose, span, known)),
        blocks=[*_main_part(week, every, seen), *_beside(week, every, logs)],
        asks=[] if week.reader == "client" else asks(week, logs, names),
    )


def _lead(week: Week, every: Sequence[Told], runs: bool) -> list[Text]:
    if not every and runs:
        return [Text(text=_("Nothing was due in these days."), tone="grey")]
    if not every:
        return [Text(text=_("No homework was agreed for these days."), tone="grey")]
    if any(one.logs for one in every):
        return []
    if any(one.held for one in every):
        return [Text(text=_("Nothing can be read yet. What is held opens when you meet."), tone="grey")]
    if week.reader == "client":
        return [Text(text=_("Nothing was written about it. That can have many reasons."), tone="grey")]
    return [Text(text=_("Nothing was written about it. That can have many reasons; ask in words."), tone="grey")]


def _main_part(week: Week, every: Sequence[Told], seen: Seen) -> Iterator[Block]:
    for one in every:
        basis = words.schedule(one.plan.schedule) if one.plan else None
        fold = marked.fold(week, seen, one)
        yield counts_of(one.name, [one], basis).model_copy(update={"marking": fold})
    of_days = [row for _day, row in sorted(_rows(week, every), key=lambda pair: pair[0])]
    of_marks = [row for one in every for row in marked.rows_of(week, seen, one)]
    rows = [*of_days, *of_marks]
    scales = bool(of_marks) or any(one.plan is None or one.plan.scales or _has_grades(one) for one in every)
    if rows:
        heads = [_("Day"), _("What"), _("Answer")]
        heads += [_("How much"), _("How well"), _("How hard")] if scales else []
        heads.append(_("In the way, noticed, learned"))
        yield Table(title=_("Homework logs"), heads=heads, rows=rows if scales else [_narrow(row) for row in rows])
    if any(one.held for one in every):
        text = _("Held logs open when you meet. Until then they count nowhere, and their words stay closed.")
        yield Note(text=Text(text=text, tone="grey"))


def _has_grades(one: Told) -> bool:
    return any((log.body.quantity, log.body.quality, log.body.difficulty) != (None, None, None) for log in one.logs)


def _narrow(row: Row) -> Row:
    """The same row where nothing was asked on a scale."""
    if len(row.cells) < 7:
        return row
    return row.model_copy(update={"cells": [*row.cells[:3], row.cells[-1]]})


def _rows(week: Week, every: Sequence[Told]) -> Iterator[tuple[date, Row]]:
    for one in every:
        for log in one.logs:
            yield log.entry.local_date, _log_row(week, one, log)
        for day in one.held:
            yield day, _grey_row(short_day(day), one.name, words.state("held"))
        silent = [slot.day for slot in one.slots if slot.state == "no_word"]
        if silent:
            yield _silent_row(week, one, silent)


def _silent_row(week: Week, one: Told, silent: Sequence[date | None]) -> tuple[date, Row]:
    """One grey row for all the silence about one assignment: a list of silences would read as a reproach."""
    days = [day for day in silent if day is not None]
    if not days:
        text = ngettext("no word, once", "no word, {n} times", len(silent)).format(n=len(silent))
        return week.last, _grey_row(_("any day"), one.name, text)
    if len(days) <= DAYS_NAMED:
        return days[0], _grey_row(", ".join(short_day(day) for day in days), one.name, words.state("no_word"))
    text = _("no word on {n} days").format(n=len(days))
    return days[0], _grey_row(f"{short_day(days[0])} – {short_day(days[-1])}", one.name, text)


def _grey_row(days: str, name: str, text: str) -> Row:
    cells = [Text(text=days, tone="grey"), Text(text=name, tone="grey"), Text(text=text, tone="grey")]
    return Row(cells=[Cell(texts=[one]) for one in cells])


def _log_row(week: Week, one: Told, log: Log) -> Row:
    entry, body = log.entry, log.body
    days = days_late(entry.local_date, entry.recorded_at, week.whose.zone, week.whose.day_ends_at)
    late = _("written {n} days later").format(n=days) if rules.is_late(days) else None
    talked = week.talked.get(entry.id)
    cells = [
        Cell(texts=[Text(text=short_day(entry.local_date))]),
        Cell(texts=[Text(text=one.name)]),
        Cell(texts=[Text(text=words.answer(body.answer))]),
        *(Cell(texts=[words.grade(grade)]) for grade in (body.quantity, body.quality, body.difficulty)),
        Cell(texts=list(_said(week, one, log))),
    ]
    return Row(
        entry=str(entry.id),
        new=entry.id not in week.opened,
        late=late,
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=cells,
    )


def _said(week: Week, one: Told, log: Log) -> Iterator[Text]:
    """What stood in the way in the offered words, the rest in the client's own."""
    if log.entry.bring_up and week.reader == "client":
        yield Text(text=_("You ask that this be brought up."))
    elif log.entry.bring_up:
        yield Text(text=_("Asks you to bring this up."), tone="ask")
    for code in dict.fromkeys(log.body.obstacles):
        yield Text(text=words.obstacle(code) + ".")
    if log.body.words and log.body.words.strip():
        yield Text(text=log.body.words.strip(), words=True)
    if log.body.steps and one.plan:
        ticked = len({tick.id for tick in log.body.steps})
        yield Text(text=_("Steps ticked: {n} of {all}.").format(n=ticked, all=max(len(one.plan.steps), ticked)))


def _beside(week: Week, every: Sequence[Told], logs: Sequence[Log]) -> Iterator[Block]:
    """What stands beside the table: what was in the way over the last weeks, then each plan."""
    counted = Counter(code for log in logs for code in set(log.body.obstacles))
    if counted:
        first = min(log.entry.local_date for log in logs)
        of_them = sum(bool(log.body.obstacles) for log in logs)
        basis = ngettext(
            "From {n} log, {of_them} of them with an obstacle",
            "From {n} logs, {of_them} of them with an obstacle",
            len(logs),
        ).format(n=len(logs), of_them=of_them)
        yield Counts(
            title=_("In the way since {day}").format(day=long_date(first, week.today)),
            basis=basis,
            counts=[Count(n=n, of=words.obstacle(code)) for code, n in counted.most_common()],
        )
    for one in every:
        if one.homework and one.plan:
            yield _plan(week, one.homework, one.plan)


def _plan(week: Week, homework: Homework, plan: Plan) -> Facts:
    ends = homework.ended_at
    pairs: list[tuple[str, str | None, bool]] = [
        (_("Why"), plan.why, True),
        (_("For the goal"), plan.goal.words if plan.goal else None, True),
        (_("When"), words.schedule(plan.schedule), False),
        (_("Where"), plan.where, False),
        (_("How long"), plan.how_long, False),
        (_("How sure"), None if plan.confidence is None else words.confidence(plan.confidence), False),
        (_("May get in the way"), words.obstacle(plan.obstacle) if plan.obstacle else None, False),
        (_("And then"), plan.then, True),
        (_("What your therapist does") if week.reader == "client" else _("What you do"), plan.therapist_does, True),
        (_("Ended"), past(ends, week.now, week.whose.zone) if ends else None, False),
    ]
    return Facts(
        title=plan.what,
        facts=[Fact(name=name, value=Text(text=text, words=own)) for name, text, own in pairs if text],
    )

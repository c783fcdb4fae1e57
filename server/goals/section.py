"""Goals on the weekly page: what both agreed, what waits for whose word, and what was said of them in these days."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from server.entries.kind import Week, Written
from server.entries.sections import Cell, Link, Note, Row, Section, Table, Text
from server.goals import asks, service, words
from server.goals.service import day_of
from server.goals.told import Goal, Reply, Version
from server.i18n import gettext as _
from server.web.dates import past, short_day


def summarise(db: Session, week: Week) -> Section | None:
    """The section of one client's week; nothing where no goal was ever spoken of."""
    goals = service.of_week(week, service.things_of(db, week.whose.ring, [week.whose.client]))
    if not goals and not week.held:
        return None
    mine = week.reader == "client"
    shown = [one for one in goals if _shown(week, one)]
    return Section(
        id="goals",
        pillar="goals",
        title=_("Goals"),
        lead=[_lead(goals)],
        blocks=[*_table(week, shown), *_notes(week, len(goals) - len(shown))],
        asks=[] if mine else list(asks.asks(week, goals)),
        links=[] if mine else [Link(text=_("Goals, and their earlier words"), href=address(week))],
    )


def address(week: Week) -> str:
    """The therapist's page about this client's goals."""
    return f"/clients/{week.whose.client}/goals"


def _lead(goals: Sequence[Goal]) -> Text:
    agreed = sum(one.standing.holds is not None for one in goals)
    return Text(text=words.so_many(agreed), tone="plain" if agreed else "grey")


def _shown(week: Week, goal: Goal) -> bool:
    """What is not over, and what was said something of in these days."""
    return not goal.standing.is_over or bool(_fresh_entries(week, goal)) or bool(_fresh_versions(week, goal))


def _fresh_entries(week: Week, goal: Goal) -> list[Written]:
    return [one for one in goal.entries if one.local_date >= week.first]


def _fresh_versions(week: Week, goal: Goal) -> list[Version]:
    return [one for one in goal.versions if day_of(week, one.at) >= week.first]


def _table(week: Week, goals: Sequence[Goal]) -> Iterator[Table]:
    if goals:
        heads = [_("Goal"), _("How it stands"), _("What was said in these days")]
        yield Table(title=_("Goals, and how they stand"), heads=heads, rows=[_row(week, one) for one in goals])


def _row(week: Week, goal: Goal) -> Row:
    fresh = _fresh_entries(week, goal)
    entry = fresh[-1] if fresh else None
    talked = week.talked.get(entry.id) if entry else None
    cells = [[Text(text=goal.words, words=True)], [*_stands(week, goal)], [*_said(week, goal)]]
    return Row(
        entry=str(entry.id) if entry else None,
        new=any(one.id not in week.opened for one in fresh),
        talked_at=past(talked, week.now, week.whose.zone) if talked else None,
        cells=[Cell(texts=texts) for texts in cells],
    )


def _stands(week: Week, goal: Goal) -> Iterator[Text]:
    how = goal.standing
    waits = how.stands == ("waits_for_client" if week.reader == "client" else "waits_for_therapist")
    grey = how.stands in ("waits_for_client", "waits_for_therapist")
    yield Text(text=words.stands(how, week.reader), tone="ask" if waits else "grey" if grey else "plain")
    put = goal.asked_for or goal.put
    if grey and put != goal.words:
        yield Text(text=_("Put anew:"))
        yield Text(text=put, words=True)
    if (again := words.look_again(goal, min(week.today, week.last))) is not None:
        yield Text(text=again, tone="grey" if week.reader == "client" or not goal.look_again(week.last) else "ask")
    if goal.held:
        yield Text(text=_("An answer opens when you meet."), tone="grey")


def _said(week: Week, goal: Goal) -> Iterator[Text]:
    """In the order of days: what the client said, and what the therapist wrote."""
    every: list[tuple[date, list[Text]]] = [
        (day_of(week, one.at), _wrote(week, one)) for one in _fresh_versions(week, goal)
    ]
    if goal.proposal and goal.proposal.entry.local_date >= week.first:
        every.append((goal.proposal.entry.local_date, [*_proposed(week, goal)]))
    every += [
        (one.entry.local_date, [*_replied(week, one)]) for one in goal.replies if one.entry.local_date >= week.first
    ]
    for _day, texts in sorted(every, key=lambda pair: pair[0]):
        yield from texts


def _wrote(week: Week, one: Version) -> list[Text]:
    who = _("Your therapist") if week.reader == "client" else _("You")
    did = {
        "yes": _("{day}: {who} wrote it like this."),
        "not_now": _("{day}: {who} set it aside."),
        "reached": _("{day}: {who} noted it as reached."),
    }[one.body.stance]
    first = Text(text=did.format(day=short_day(day_of(week, one.at)), who=who))
    return [first, Text(text=one.body.note, words=True)] if one.body.note else [first]


def _proposed(week: Week, goal: Goal) -> Iterator[Text]:
    assert goal.proposal is not None
    entry, body = goal.proposal.entry, goal.proposal.body
    yield from _brought_up(week, entry)
    yield Text(text=_("{day}: proposed.").format(day=short_day(entry.local_date)))
    if body.words != goal.words:
        yield Text(text=body.words, words=True)
    if body.why:
        yield Text(text=body.why, words=True)


def _replied(week: Week, one: Reply) -> Iterator[Text]:
    yield from _brought_up(week, one.entry)
    answer = {
        "yes": _("{day}: “Yes, I want this”."),
        "change": _("{day}: “Change it”."),
        "not_now": _("{day}: “Not now”."),
        "reached": _("{day}: “Reached”."),
    }[one.body.answer]
    yield Text(text=answer.format(day=short_day(one.entry.local_date)))
    for own in (one.body.wording, one.body.words):
        if own and own.strip():
            yield Text(text=own.strip(), words=True)


def _brought_up(week: Week, entry: Written) -> Iterator[Text]:
    if entry.bring_up:
        you = week.reader == "client"
        yield Text(text=_("To be brought up.") if you else _("Asks you to bring this up."), tone="ask")


def _notes(week: Week, over: int) -> Iterator[Note]:
    if over:
        text = _("Reached or set aside earlier: {n}.").format(n=over)
        yield Note(text=Text(text=text, tone="grey"))
    if any(kind == "goal_proposal" for kind, _subject, _day in week.held):
        text = _("A goal that the client proposes opens when you meet.")
        mine = _("A goal that you propose opens when you meet.")
        yield Note(text=Text(text=mine if week.reader == "client" else text, tone="grey"))

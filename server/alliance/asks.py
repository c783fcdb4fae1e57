"""What to ask about: the open question with its evidence and something to say; and the reasons on the caseload."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from itertools import groupby

from sqlalchemy.orm import Session

from server.alliance import rules, words
from server.alliance.question import Mark
from server.alliance.repair_rows import repair_asks, repair_reasons
from server.alliance.rules import PARAMETERS, Sign
from server.alliance.series import ITEMS, Item, Occasion
from server.alliance.told import LOOK_BACK, Told, told_of
from server.entries.kind import Glance, Week
from server.entries.sections import Ask, Link, Text
from server.i18n import gettext as _
from server.i18n import ngettext
from server.web.dates import and_list, local, long_date, weekday_date

DIP, TICKED, BY_HAND, SAME, SILENT = 5, 6, 7, 60, 70


def asks(week: Week, told: Told) -> list[Ask]:
    """What this week gives to ask about: one open question at most, and what numbers alone cannot tell."""
    found = [_question(week, told)] if told.question else []
    found += repair_asks(week, told)
    run = _same_again(week, told)
    if run:
        found.append(_ask("same", SAME, words.same(run), [], words.seeds_question()))
    silent = rules.silent(told.occasions)
    if silent:
        why = _("That can have many reasons. Withdrawing is quieter than low numbers.")
        title = words.silence([one.on for one in silent], week.today)
        found.append(_ask("silent", SILENT, title, [Text(text=why)], words.seeds_question()))
    return found


def _same_again(week: Week, told: Told) -> int:
    """How many ratings said the same, where this week's made it six of them, twelve, and so on; else 0."""
    run = rules.same_answers(told.occasions)
    newest = next((one.on for one in reversed(told.occasions) if one.charted), None)
    due = run >= PARAMETERS.same and run % PARAMETERS.same == 0
    return run if due and newest is not None and newest >= week.first else 0


def _ask(id_: str, weight: int, title: str, evidence: list[Text], say: str) -> Ask:
    return Ask(id=f"alliance-{id_}", title=title, evidence=evidence, say=say, weight=weight)


def _question(week: Week, told: Told) -> Ask:
    marks = told.question
    newest = marks[-1]
    entry = next((mark.entry for mark in reversed(marks) if mark.entry is not None), None)
    return Ask(
        id="alliance-question",
        title=_title([mark.sign for mark in marks]),
        evidence=list(_evidence(week, told)),
        say=_say(week, told, newest),
        entry=None if entry is None else str(entry),
        weight=min(_weight(mark.sign) for mark in marks),
        link=Link(text=_("Note what you talked about"), href=f"/clients/{week.whose.client}/question"),
    )


def _weight(sign: Sign) -> int:
    return DIP if sign.item else BY_HAND if sign.rule == "by_hand" else TICKED


def _title(signs: Sequence[Sign]) -> str:
    items: list[Item] = sorted({sign.item for sign in signs if sign.item and sign.usual}, reverse=True)
    if items:
        names = and_list([words.item(one) for one in items])
        return ngettext("{items} was lower than usual", "{items} were lower than usual", len(items)).format(
            items=names[0] + names[1:].lower()
        )
    first = sorted({sign.item for sign in signs if sign.item}, reverse=True)
    if first:
        return _("{item} was rated low").format(item=words.item(first[0]))
    if any(sign.rule == "felt_off" for sign in signs):
        return _("Something felt off")
    if any(sign.rule == "bring_up" for sign in signs):
        return _("A session to bring up")
    return _("A question you opened")


def _evidence(week: Week, told: Told) -> Iterator[Text]:
    """Session by session: what was ticked, what was written, and each sign with its rule and figures."""
    for place, of_place in groupby(told.question, key=lambda mark: mark.sign.place):
        marks = list(of_place)
        on = told.occasions[place].on if told.occasions else week.today
        yield from _ticked(marks, told.occasions[place] if told.occasions else None, week)
        for entry in dict.fromkeys(mark.entry for mark in marks if mark.entry is not None):
            said = (told.bodies[entry].words or "").strip()
            if said:
                yield Text(text=said, words=True)
        for item in ITEMS:
            of_item = [mark.sign for mark in marks if mark.sign.item == item]
            if of_item:
                yield Text(text=words.figures(of_item, on, week.today))
    for step in told.steps:
        if any(mark.entry is None and mark.known_at == step.at for mark in told.question):
            on = local(step.at, week.whose.zone).date()
            yield Text(text=_("You opened this on {day}.").format(day=long_date(on, week.today)))
            if step.line:
                yield Text(text=step.line, words=True)


def _ticked(marks: Sequence[Mark], occasion: Occasion | None, week: Week) -> Iterator[Text]:
    ticks = {mark.sign.rule for mark in marks}
    day = long_date(occasion.on, week.today) if occasion else ""
    if "bring_up" in ticks:
        yield Text(text=_("Asks you to bring this up."), tone="ask")
    if "felt_off" in ticks:
        yield Text(text=_("Ticked “something felt off” on {day}.").format(day=day))
        charted = occasion.charted if occasion else None
        if charted and not any(mark.sign.item for mark in marks):
            given = [(words.item(item), charted.grade(item)) for item in ITEMS]
            numbers = ", ".join(f"{name} {grade}" for name, grade in given if grade is not None)
            yield from [Text(text=f"{numbers}.")] if numbers else []


def _say(week: Week, told: Told, newest: Mark) -> str:
    if newest.sign.rule == "by_hand" or not told.occasions:
        return words.seeds_question()
    on = told.occasions[newest.sign.place].on
    if {mark.sign.rule for mark in told.question} == {"bring_up"}:
        return words.asked_to_bring_up(on, week.today)
    return words.after_a_dip(on, week.today)


def at_a_glance(db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """The reasons to look at several clients of one practice, in six queries, however many there are."""
    if not weeks:
        return {}
    since = datetime.combine(min(week.first for week in weeks) - LOOK_BACK, time(), UTC)
    known = told_of(db, weeks, since)
    found = {week.whose.client: Glance(reasons=list(_reasons(week, known[week.whose.client]))) for week in weeks}
    return {client: glance for client, glance in found.items() if glance.reasons}


def _reasons(week: Week, told: Told) -> Iterator[Text]:
    """One sentence for the open question, one for what numbers alone cannot tell.

    That something is to be brought up is told for all kinds.
    """
    asked = [mark for mark in told.question if mark.sign.rule != "bring_up"]
    if asked:
        newest = max(asked, key=lambda mark: (mark.sign.item is not None, mark.sign.place))
        yield Text(text=_reason(week, told, newest), tone="ask")
    yield from repair_reasons(week, told)
    run = _same_again(week, told)
    if run:
        yield Text(text=words.same(run))
    silent = len(rules.silent(told.occasions))
    if silent:
        said = _("No rating after the last two sessions.") if silent == PARAMETERS.silent else None
        yield Text(text=said or _("No rating after the last {n} sessions.").format(n=silent), tone="grey")


def _reason(week: Week, told: Told, mark: Mark) -> str:
    sign = mark.sign
    if sign.rule == "by_hand":
        opened = long_date(local(mark.known_at, week.whose.zone).date(), week.today)
        return _("A question you opened on {day} is still open.").format(day=opened)
    day = weekday_date(told.occasions[sign.place].on)
    if sign.rule == "felt_off":
        return _("Ticked “something felt off”, {day}.").format(day=day)
    assert sign.item is not None
    item = words.item(sign.item)
    if sign.usual is None:
        return _("{item} {value} on {day}; too few ratings to know what is usual.").format(
            item=item, value=sign.value, day=day
        )
    return _("{item} lower than usual: {value} on {day}, usual {usual}.").format(
        item=item, value=sign.value, day=day, usual=words.usual(sign.usual).replace(", ", " ")
    )

"""What goals give to ask about, and why a client's row on the caseload is worth a look: one question for each goal."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server.entries.kind import BROUGHT_UP_FOR, Glance, Week, Written
from server.entries.sections import Ask, Link, Text
from server.goals import service
from server.goals.told import Goal
from server.goals.words import last_words, look_again
from server.i18n import gettext as _
from server.web.dates import weekday_date

BROUGHT_UP, WAITS, OVER, AGAIN = 28, 40, 42, 62


@dataclass(frozen=True)
class Question:
    """What is asked of one goal."""

    title: str
    say: str
    weight: int
    reason: str
    entry: Written | None = None
    moves: bool = True


def asks(week: Week, goals: Iterable[Goal]) -> Iterator[Ask]:
    """The questions for the weekly page."""
    for goal in goals:
        one = _question(week, goal)
        if one is not None:
            yield Ask(
                id=f"goals-{goal.id}",
                title=one.title,
                evidence=[*_evidence(week, goal)],
                say=one.say,
                entry=str(one.entry.id) if one.entry else None,
                weight=one.weight,
                link=Link(text=_("Go to the goals"), href=f"/clients/{week.whose.client}/goals"),
            )


def _question(week: Week, goal: Goal) -> Question | None:
    """The one question about a goal, from what moves most to what moves least."""
    for entry in reversed(goal.entries):
        if week.to_bring_up(entry):
            say = _("You asked me to bring this goal up. Where would you like to begin?")
            return Question(_("Asks you to bring up a goal"), say, BROUGHT_UP, "", entry)
    last = goal.entries[-1] if goal.entries else None
    if last is not None and last.id not in week.talked:
        found = _about_word(week, goal, last)
        if found is not None:
            return found
    if "therapist" in goal.look_again(min(week.today, week.last)):
        say = _("We said that we would look at this again. Is it still what you want?")
        title, reason = _("A goal to look at again"), _("A goal is due to be looked at again.")
        return Question(title, say, AGAIN, reason, moves=False)
    return None


def _about_word(week: Week, goal: Goal, last: Written) -> Question | None:
    """What the client's last word on it gives to ask."""
    how = goal.standing
    if how.stands == "waits_for_therapist" and not goal.versions:
        day = weekday_date(last.local_date)
        say = _("On {day} you wrote down what you would like to work towards. What would be different then?")
        reason = _("Proposes a goal that waits for your word.")
        return Question(_("Proposes a goal"), say.format(day=day), WAITS, reason, last)
    if how.stands == "waits_for_therapist":
        say = _("You would put this goal differently. What does it say better now?")
        return Question(_("Would put a goal differently"), say, WAITS, _("Would put a goal differently."), last)
    if how.by != "client" or last.local_date < week.first - BROUGHT_UP_FOR:
        return None
    if how.stands == "reached":
        say = _("You say that you got there. What helped, and what comes next?")
        return Question(_("Says that a goal is reached"), say, OVER, _("Says that a goal is reached."), last, False)
    say = _("You said “not now” to a goal. What would you rather work towards?")
    return Question(_("Said “not now” to a goal"), say, OVER, _("Said “not now” to a goal."), last, False)


def _evidence(week: Week, goal: Goal) -> Iterator[Text]:
    yield Text(text=goal.words, words=True)
    if goal.asked_for is not None and goal.asked_for != goal.words:
        yield Text(text=_("Proposed:"))
        yield Text(text=goal.asked_for, words=True)
    yield from (Text(text=one, words=True) for one in last_words(goal))
    if (again := look_again(goal, min(week.today, week.last))) is not None:
        yield Text(text=again)


def at_a_glance(db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """The reasons of several clients of one practice, for the caseload: one query, however many there are."""
    if not weeks:
        return {}
    things = service.things_of(db, weeks[0].whose.ring, [week.whose.client for week in weeks])
    found = {week.whose.client: [*_reasons(week, things)] for week in weeks}
    return {client: Glance(reasons=reasons) for client, reasons in found.items() if reasons}


def _reasons(week: Week, things: service.Things) -> Iterator[Text]:
    """Each reason once, however many goals have it. That something is to be brought up is told for all kinds."""
    asked = (_question(week, goal) for goal in service.of_week(week, things))
    every = {one.reason: one.moves for one in asked if one is not None and one.reason}
    for reason, moves in every.items():
        yield Text(text=reason, tone="ask" if moves else "plain")

"""What is known of homework in a span of days: each assignment's slots, reports and days held back, and counts."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from server.entries.kind import Glance, Held, Week, WhoseEntries, Written
from server.entries.sections import Count, Counts
from server.homework import rules, service, words
from server.homework.rules import Slot, Span, State
from server.homework.service import Homework
from server.homework.wire import KIND, HomeworkBody, Plan
from server.i18n import gettext as _

SHOWN: Sequence[State] = ("done", "partly", "not_this_time", "no_word", "held", "open")
GREY = ("no_word", "held")


@dataclass(frozen=True)
class Log:
    """One readable report."""

    entry: Written
    body: HomeworkBody


@dataclass
class Told:
    """All that is known of one assignment in one week: reports, days held back, and the slots they fall on."""

    homework: Homework | None
    plan: Plan | None
    logs: list[Log] = field(default_factory=list)
    held: list[date] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)

    @property
    def item(self) -> uuid.UUID | None:
        """The assignment's id; ``None`` for what is not listed."""
        return self.homework.id if self.homework else None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.plan.what if self.plan else _("Homework that is not listed here")

    @property
    def besides(self) -> int:
        """Reports that answer no slot: of other days, or a second one of the same day."""
        return len(self.logs) - sum(slot.state in ("done", "partly", "not_this_time") for slot in self.slots)


def logs_of(entries: Iterable[Written]) -> list[Log]:
    """The homework among these entries."""
    return [Log(one, HomeworkBody.model_validate(dict(one.body))) for one in entries if one.kind == KIND]


def told(
    whose: WhoseEntries,
    span: Span,
    known: Sequence[Homework],
    logs: Sequence[Log],
    held: Iterable[Held],
) -> list[Told]:
    """What is known of each assignment that these days are about.

    ``logs`` and ``held`` reach back to the start of the first week: "so many times a week" counts whole weeks.
    """
    by_subject: dict[uuid.UUID | None, list[Log]] = defaultdict(list)
    held_days: dict[uuid.UUID | None, list[date]] = defaultdict(list)
    ids = {homework.id for homework in known}
    for log in logs:
        by_subject[log.entry.subject if log.entry.subject in ids else None].append(log)
    for _kind, subject, day in held:
        held_days[subject if subject in ids else None].append(day)
    found = []
    for homework in [*known, None]:
        item = homework.id if homework else None
        plan = homework.plan_on(span.last, whose.zone, whose.day_ends_at) if homework else None
        one = Told(homework, plan)
        one.logs = [log for log in by_subject[item] if span.first <= log.entry.local_date <= span.last]
        one.held = [day for day in held_days[item] if span.first <= day <= span.last]
        if homework:
            answers = rules.told_by_day(
                ((log.entry.local_date, log.body.answer) for log in by_subject[item]), held_days[item]
            )
            terms = homework.terms(whose.zone, whose.day_ends_at, whose.first_weekday)
            one.slots = [slot for part in terms for slot in rules.slots(part, answers, span)]
        if one.logs or one.held or any(slot.state != "ahead" for slot in one.slots):
            found.append(one)
    return found


def counts_of(title: str, every: Sequence[Told], basis: str | None = None) -> Counts:
    """How often what was said. Silence and what is held back are counts of their own, in grey."""
    tally = rules.tally(slot for one in every for slot in one.slots)
    counts = [
        Count(n=tally[state], of=words.state(state), tone="grey" if state in GREY else "plain")
        for state in SHOWN
        if tally[state]
    ]
    besides = sum(one.besides for one in every)
    if besides:
        counts.append(Count(n=besides, of=_("besides what was planned")))
    return Counts(title=title, basis=basis, counts=counts)


def something_runs(whose: WhoseEntries, span: Span, known: Iterable[Homework]) -> bool:
    """Whether homework was agreed for these days, due or not."""
    every = (terms for one in known for terms in one.terms(whose.zone, whose.day_ends_at, whose.first_weekday))
    return any(terms.hold_between(span.first, span.last) for terms in every)


def at_a_glance(db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """The counts of several clients of one practice, for the caseload: one query, however many there are."""
    if not weeks:
        return {}
    ring = weeks[0].whose.ring
    known = service.all_of_several(db, ring, [week.whose.client for week in weeks])
    found = {}
    for week in weeks:
        span = Span(week.first, week.last, week.today, week.whose.first_weekday)
        mine = known.get(week.whose.client, [])
        every = told(week.whose, span, mine, logs_of(week.entries), week.held)
        if every or something_runs(week.whose, span, mine):
            found[week.whose.client] = Glance(counts=[counts_of(_("Homework"), every)])
    return found

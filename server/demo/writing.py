"""What a client writes besides homework logs: ratings of sessions, what they expect and fear, and what came of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from server.clock import on_the_wire
from server.demo.story import Expected, Feared, Remark, Story

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MINUTES = 50
MOVED_BY = 2 * DAY
OUTCOMES = {"?": "rather_not", "x": "did_not_meet"}


@dataclass(frozen=True)
class Writing:
    """One entry to be written. ``name`` is what later ones call it, ``about`` the name of what it is about."""

    kind: str
    body: dict[str, Any]
    day: date
    wrote: datetime
    zone: str
    about: str | None = None
    name: str | None = None
    share: str = "before"
    bring_up: bool = False


def held_at(story: Story, sessions: Sequence[datetime], number: int) -> datetime:
    """When a session really began."""
    return sessions[number] + (MOVED_BY if number == story.moved else timedelta())


def writings_of(story: Story, sessions: Sequence[datetime]) -> Iterator[Writing]:
    """All of it, in any order."""
    yield from _ratings(story, sessions)
    for expected in story.expected:
        yield from _expectation(story, expected, sessions[expected.week] + 2 * HOUR)
    for feared in story.feared:
        yield from _prediction(story, feared, sessions[feared.week])
    for number, one in enumerate(story.mended):
        if one.answer is not None:
            at = sessions[one.week] + one.days * DAY + 5 * HOUR
            reply = {"answer": one.answer, "version": 1, "words": one.words}
            yield Writing("repair_reply", reply, at.date(), at, story.zone_in(one.week), about=repair_name(number))
    for therapy in story.therapy:
        at = sessions[therapy.week] + 3 * HOUR
        body = {"change": therapy.change, "hope": therapy.hope, "sessions": therapy.sessions}
        yield Writing("therapy_expectation", body, at.date(), at, story.zone_in(therapy.week))


def session_name(number: int) -> str:
    """What ratings call the session they are about."""
    return f"session {number}"


def repair_name(number: int) -> str:
    """What a reply calls the repair it is about."""
    return f"repair {number}"


def _ratings(story: Story, sessions: Sequence[datetime]) -> Iterator[Writing]:
    month = None
    for number, score in enumerate(story.scores.split()):
        if score == ".":
            continue
        start = held_at(story, sessions, number)
        remark = story.remarks.get(number, Remark())
        monthly = story.pillars is not None and score not in OUTCOMES and start.month != month
        month = start.month if monthly else month
        wrote = start + (MINUTES + remark.after) * MINUTE
        body = _rating(story, score, remark, start, monthly)
        yield Writing(
            "alliance_check_in",
            body,
            start.date(),
            wrote,
            story.zone_in(number),
            about=session_name(number),
            share=remark.share,
            bring_up=remark.bring_up,
        )


def _rating(story: Story, score: str, remark: Remark, start: datetime, monthly: bool) -> dict[str, Any]:
    outcome = OUTCOMES.get(score, "rated")
    safety, respect = (int(n) for n in score.split("/")) if outcome == "rated" else (None, None)
    names = ("rapport", "goals", "expectations", "responsibility", "empathy")
    swing = start.month % 2
    return {
        "outcome": outcome,
        "safety": safety,
        "respect": respect,
        "felt_off": remark.felt_off,
        "pillars": {name: min(10, n + swing) for name, n in zip(names, story.pillars or (), strict=True)}
        if monthly
        else None,
        "words": remark.words,
        "session_started_at": on_the_wire(start),
        "session_ended_at": on_the_wire(start + MINUTES * MINUTE),
        "wording": "1",
    }


def _expectation(story: Story, one: Expected, at: datetime) -> Iterator[Writing]:
    due, zone = at + one.days * DAY, story.zone_in(one.week)
    much_less, less, more, much_more = one.levels or (None, None, None, None)
    body = {
        "words": one.words,
        "by": due.date().isoformat(),
        "likelihood": one.likelihood,
        "much_less": much_less,
        "less": less,
        "more": more,
        "much_more": much_more,
        "start": -1,
        "in_the_way": one.in_the_way,
        "offered": None,
    }
    yield Writing("expectation", body, at.date(), at, zone, about=one.about, name=one.words)
    for look in one.looks:
        when = at + look.day * DAY
        changed: dict[str, Any] = {"words": None, "by": None, "likelihood": look.likelihood}
        looked = {"looks": look.looks, "then": look.then, "note": look.note, **changed}
        yield Writing("expectation_look", looked, when.date(), when, zone, about=one.words)
    if one.level is not None:
        review = {"level": one.level, "happened": one.happened, "learned": one.learned}
        yield Writing("expectation_review", review, due.date(), due, zone, about=one.words)


def _prediction(story: Story, one: Feared, session: datetime) -> Iterator[Writing]:
    on, zone = session + one.day * DAY, story.zone_in(one.week)
    at = on - DAY
    body = {"situation": one.situation, "fear": one.fear, "likelihood": one.likelihood, "how_bad": one.bad}
    yield Writing("prediction", {**body, "on": on.date().isoformat()}, at.date(), at, zone, name=one.situation)
    if one.happened is not None:
        outcome = {"happened": one.happened, "how_bad": one.was, "what": one.what, "learned": one.learned}
        after = on + 3 * HOUR
        yield Writing("prediction_outcome", outcome, on.date(), after, zone, about=one.situation)

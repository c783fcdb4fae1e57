"""The rules of reminders, told once more: what may be sent to somebody, and which end is a true one.

It reads the wall, and knows nothing of how the server decides.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from server.reminders.rules import Decision, End, Nudge, Occurrence, Sent, Wait, Why
from tests.reminders.life import Life

QUARTER = timedelta(minutes=15)
HALF_A_DAY = timedelta(hours=12)
MEASURED = ("nudge", "follow_up")


def watch(life: Life, one: Occurrence, decided: Decision) -> None:
    """Says what is wrong with a decision."""
    assert one.why is None
    if isinstance(decided, Wait):
        assert decided.until > life.now, "no busy loop"
        assert decided.until <= one.open_until, "its end is slept through"
        _must_wait(life, one, decided.until)
    elif isinstance(decided, End):
        assert ENDS[decided.why](life, one), f"it is not true that it ended {decided.why}"
    else:
        assert decided.look > life.now or (decided.nth == "test" and decided.look == life.now)
        _may(life, one, decided)


def _may(life: Life, one: Occurrence, decided: Nudge) -> None:
    """Whether this may be sent."""
    now, nth = life.now, decided.nth
    assert one.id not in life.answered, "it is answered"
    assert now < one.open_until, "it is over"
    assert decided.phone in life.reached(), "that phone is gone"
    assert (nth == "test") == (one.reminder is None)
    tries = [sent for sent in one.of(nth) if nth != "later" or (one.later is not None and sent.at >= one.later)]
    assert decided.phone not in {sent.phone for sent in tries}, "each phone once"
    if nth == "test":
        return
    assert one.reminder in life.on, "it is off"
    assert now >= (one.later or one.due), "not before its time"
    assert not paused(life, now), "in a pause"
    on_time = nth == "later" and one.later is not None and now < one.later + QUARTER and not tries
    assert on_time or not quiet(life, now), "in quiet hours"
    assert on_time or not life.newer(one), "only the newest of a reminder"
    if tries:
        last = max(tries, key=lambda sent: sent.at)
        assert not any(sent.shown for sent in tries), "a phone has shown it"
        assert last.failed or now >= last.at + QUARTER, "the other phone has had no time to show it"
    elif nth == "follow_up":
        assert life.hours.follow_up is not None
        assert now >= max(sent.at for sent in one.sent) + life.hours.follow_up
    else:
        assert nth == ("nudge" if one.later is None else "later")
        assert nth == "later" or not one.sent, "one first nudge"
        assert now < fresh(life, one), "too late to begin"
    assert nth not in MEASURED or disturbed(life, now, one) < life.hours.most_a_day, "enough for today"


def _must_wait(life: Life, one: Occurrence, until: datetime) -> None:
    """Whether something holds it back, and nothing is slept through meanwhile."""
    now, wanted = life.now, one.later or one.due
    if one.reminder is None:
        assert {sent.phone for sent in one.sent} >= set(life.reached()), "a phone was not tested"
        return
    if now < wanted:
        assert until <= wanted, "its time is slept through"
        return
    tries = _round(one)
    if not tries:
        assert quiet(life, now), "nothing holds it back"
        return
    if life.newer(one) or quiet(life, now) or paused(life, now):
        return
    last = max(tries, key=lambda sent: sent.at)
    left = set(life.reached()) - {sent.phone for sent in tries}
    times = []
    if left and not any(sent.shown for sent in tries):
        times.append(last.at if last.failed else last.at + QUARTER)
        assert last.nth != "later" or now < times[0], "the other phone is forgotten"
    if life.hours.follow_up is not None and life.reached() and not one.of("follow_up"):
        times.append(last.at + life.hours.follow_up)
    assert all(until <= at for at in times if now < at < one.open_until and now < min(times)), "it is slept through"
    if any(at <= now for at in times):
        begun = any(day(life, sent.at) == day(life, now) for sent in one.of("nudge"))
        closes_today = not begun and day(life, one.open_until) <= day(life, now)
        assert disturbed(life, now, one) >= life.hours.most_a_day or closes_today, "it is forgotten"


def _round(one: Occurrence) -> list[Sent]:
    """The attempts since the last one that began anew: the nudge, what the client put off, or the follow-up."""
    if one.later is not None and not any(sent.nth == "later" and sent.at >= one.later for sent in one.sent):
        return []
    last = max(one.sent, key=lambda sent: sent.at, default=None)
    if last is None:
        return []
    return [
        sent for sent in one.of(last.nth) if last.nth != "later" or (one.later is not None and sent.at >= one.later)
    ]


def quiet(life: Life, at: datetime) -> bool:
    """Whether the wall shows quiet hours."""
    begins, ends = (int(text[:2]) * 60 + int(text[3:]) for text in (life.hours.quiet_from, life.hours.quiet_to))
    shows = at.astimezone(ZoneInfo(life.hours.place.zone))
    return (shows.hour * 60 + shows.minute - begins) % 1440 < (ends - begins) % 1440


def day(life: Life, at: datetime) -> date:
    """The client's day, which ends at three."""
    shows = at.astimezone(ZoneInfo(life.hours.place.zone)).replace(tzinfo=None)
    return (shows - timedelta(hours=3)).date()


def paused(life: Life, at: datetime) -> bool:
    return life.hours.paused_until is not None and day(life, at) <= life.hours.paused_until


def fresh(life: Life, one: Occurrence) -> datetime:
    """Half a day after its time, or after the quiet hours that lies in."""
    wanted = one.later or one.due
    if quiet(life, wanted):
        wanted = next(at for at in (wanted + n * timedelta(minutes=1) for n in range(3000)) if not quiet(life, at))
        wanted += timedelta(hours=2)  # where their end is skipped, it moves on: at Troll by two hours
    return min(wanted + HALF_A_DAY, one.open_until)


def disturbed(life: Life, now: datetime, one: Occurrence) -> int:
    """For how many others they were disturbed today."""
    others = (other for other in life.occurrences.values() if other.id != one.id)
    return sum(
        any(sent.nth in MEASURED and not sent.failed and day(life, sent.at) == day(life, now) for sent in other.sent)
        for other in others
    )


ENDS: dict[Why, Callable[[Life, Occurrence], object]] = {
    "answered": lambda life, one: one.id in life.answered,
    "off": lambda life, one: one.reminder not in life.on,
    "over": lambda life, one: life.now >= one.open_until and (one.later or any(not s.failed for s in one.sent)),
    "late": lambda life, one: life.now >= min((one.later or one.due) + HALF_A_DAY, one.open_until),
    "newer": lambda life, one: life.newer(one),
    "paused": lambda life, one: paused(life, one.later or one.due),
    "quiet": lambda life, one: quiet(life, life.now),
    "enough_today": lambda life, one: disturbed(life, life.now, one) >= life.hours.most_a_day,
    "no_phone": lambda life, one: not life.reached(),
    "failed": lambda life, one: one.sent and all(sent.failed for sent in one.sent),
}

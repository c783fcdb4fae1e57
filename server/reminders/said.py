"""What a client made of their reminders, and what became of each, as they read it again."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from server.entries.telling import Said, Telling, said
from server.i18n import gettext as _
from server.i18n import ngettext
from server.reminders.rules import Why
from server.reminders.wire import (
    About,
    AgreedReminder,
    DeliveryItem,
    DeliveryStep,
    OnDays,
    ReminderChoiceBody,
    ReminderHoursBody,
    ReminderLaterBody,
    ReminderStopBody,
)
from server.web.dates import and_list, full_date, full_moment, weekday_names


def about(of: About) -> str:
    """What a reminder is about, in general."""
    return {
        "homework": _("Homework"),
        "session": _("After each session"),
        "look": _("A look, half-way to something I expect"),
        "review": _("On the day of something I expect"),
        "outcome": _("After something I was afraid of"),
        "week": _("My week"),
        "test": _("A test"),
    }[of]


def choice(body: BaseModel) -> Telling:
    """One reminder turned on, off, or to other times."""
    assert isinstance(body, ReminderChoiceBody)
    days = None if body.weekdays is None else _days(body.weekdays)
    return Telling(
        _("A reminder, turned on") if body.on else _("A reminder, turned off"),
        [
            *said(_("On"), days),
            *said(_("At"), and_list(body.at) if body.at else None),
            *said(_("After it ends"), None if body.minutes is None else _minutes(body.minutes)),
        ],
    )


def hours(body: BaseModel) -> Telling:
    """When reminders may come."""
    assert isinstance(body, ReminderHoursBody)
    quiet = _("{first} to {last}").format(first=body.quiet_from, last=body.quiet_to)
    follow_up = None if body.follow_up_minutes is None else _minutes(body.follow_up_minutes)
    return Telling(
        _("My hours for reminders"),
        [
            Said(_("Quiet"), _("never") if body.quiet_from == body.quiet_to else quiet),
            *said(_("Paused until"), None if body.paused_until is None else full_date(body.paused_until)),
            Said(_("Most a day"), str(body.most_a_day)),
            Said(_("Once more after"), follow_up or _("never")),
        ],
    )


def done(_body: BaseModel) -> Telling:
    """*Done*, pressed on the notification."""
    return Telling(_("Done, from a reminder"))


def stop(body: BaseModel) -> Telling:
    """Answered by something that stays on the phone."""
    assert isinstance(body, ReminderStopBody)
    return Telling(_("A reminder answered with something that is only on my phone"), [Said(_("Due"), body.due)])


def later(body: BaseModel) -> Telling:
    """*Later*, pressed on the notification."""
    assert isinstance(body, ReminderLaterBody)
    return Telling(_("A reminder put off"), [Said(_("Until (UTC)"), full_moment(body.until, "UTC"))])


def reminder(of: AgreedReminder) -> Telling:
    """One reminder as it is now."""
    when = _on_days(of.when) if isinstance(of.when, OnDays) else _minutes_after(of.when.minutes)
    return Telling(
        _("Reminder: {about}").format(about=about(of.about)),
        [Said(_("When"), when), Said(_("Is"), _("on") if of.on else _("off"))],
    )


def delivery(of: DeliveryItem, zone: str) -> Telling:
    """One time a reminder was due, and each attempt."""
    return Telling(
        _("{about}, {when}").format(about=about(of.about), when=full_moment(of.due_at, zone)),
        [Said(_("Ended"), _why(of.why)), *(Said(_("Sent to"), _step(one, zone)) for one in of.steps)],
    )


def _why(of: Why | None) -> str:
    if of is None:
        return _("not yet: still open")
    return {
        "answered": _("you answered"),
        "off": _("the reminder was off by then"),
        "failed": _("the push service took none of it"),
        "over": _("without an answer"),
        "late": _("it came too late to be sent"),
        "paused": _("reminders were paused"),
        "newer": _("a newer one took its place"),
        "quiet": _("it fell into your quiet hours"),
        "enough_today": _("you had as many that day as you want"),
        "no_phone": _("no phone took reminders"),
    }.get(of, of)


def _step(of: DeliveryStep, zone: str) -> str:
    """``Ana's phone: sent Tuesday 3 March 2026, 19:00 and shown Tuesday 3 March 2026, 19:01``."""
    steps: Sequence[tuple[str, datetime | None]] = (
        (_("sent {when}"), of.accepted_at),
        (_("shown {when}"), of.shown_at),
        (_("opened {when}"), of.opened_at),
    )
    known = [text.format(when=full_moment(at, zone)) for text, at in steps if at is not None]
    told = and_list(known) if known else _("not taken") if of.failed else _("on its way")
    return _("{phone}: {told}").format(phone=of.phone or _("a phone"), told=told)


def _on_days(of: OnDays) -> str:
    said_days = _days(of.weekdays) if of.weekdays else _("Every day") if of.every == 1 else _("Some days")
    return _("{days}, about {time}").format(days=said_days, time=and_list(sorted(of.at)))


def _days(weekdays: Sequence[int]) -> str:
    names = weekday_names()
    return and_list([names[n] for n in sorted(set(weekdays))]) or _("Every day")


def _minutes(n: int) -> str:
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def _minutes_after(n: int) -> str:
    return _("When the session ends") if n == 0 else _("{time} after the session").format(time=_minutes(n))

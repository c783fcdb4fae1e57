"""Sentences of the caseload and the weekly page."""

from datetime import date

from server.accounts import Covering
from server.i18n import gettext as _
from server.i18n import ngettext
from server.summary.caseload import Case, Caseload
from server.summary.rules import Group, Period, WrongPeriod
from server.summary.week import Head
from server.web import dates


def wrong_period(code: WrongPeriod) -> str:
    """Why a period cannot be shown, and what can."""
    return {
        "unreadable": _("Choose a first and a last day."),
        "turned_round": _("The first day is after the last one. Choose them the other way round."),
        "ahead": _("The last day has not come yet. Choose today or an earlier day."),
        "too_long": _("That is more than three months. Choose fewer days."),
        "too_old": _("That is before 1900. Choose a later day."),
    }[code]


def period(of: Period, today: date) -> str:
    """``From Tuesday 17 November to today.``"""
    first = dates.weekday_date(of.first)
    if of.last == today:
        return _("From {first} to today.").format(first=first)
    return _("From {first} to {last}.").format(first=first, last=dates.weekday_date(of.last))


def next_session(head: Head) -> str:
    """When they meet."""
    if head.next_session is None:
        return _("No session is planned.")
    return _("Next session: {when}.").format(when=dates.ahead(head.next_session, head.now, head.zone))


def covering(of: Covering, today: date) -> str:
    """``Covering for Tomas Keller until 3 December``."""
    return _("Covering for {name} until {day}").format(name=of.name, day=dates.long_date(of.until, today))


def group(of: Group) -> str:
    """A heading of the caseload."""
    return {
        Group.FIRST: _("Needs you first"),
        Group.COMING: _("By next session"),
        Group.UNKNOWN: _("Nothing known yet"),
    }[of]


def reasons(case: Case, found: Caseload) -> list[tuple[str, str]]:
    """Why a client stands where they stand: sentences, each with its tone."""
    if case.consent == "withdrawn":
        on = (
            dates.long_date(dates.local(case.withdrawn_at, found.zone).date(), case.period.last)
            if case.withdrawn_at
            else ""
        )
        said = [(_("Took back their consent on {day}. Nothing they wrote is shown.").format(day=on), "grey")]
    elif case.consent == "not_yet":
        said = [(_("Has not agreed to writing yet, so nothing is shown."), "grey")] if case.joined_at else []
    else:
        said = _of_writing(case)
    if case.waiting_since is not None:
        when = dates.past(case.waiting_since, found.now, found.zone)
        said.insert(0, (_("A phone waits for you to confirm it. It joined {when}.").format(when=when), "ask"))
    elif case.joined_at is None:
        said.insert(0, (_("No phone has joined yet."), "grey"))
    return said


def _of_writing(case: Case) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = [(reason.text, reason.tone) for reason in case.reasons]
    if case.bring_up:
        text = ngettext("Asks you to bring something up.", "Asks you to bring {n} things up.", case.bring_up)
        said.append((text.format(n=case.bring_up), "ask"))
    if case.new:
        text = ngettext(
            "{n} entry is new since you last looked.", "{n} entries are new since you last looked.", case.new
        )
        said.append((text.format(n=case.new), "plain"))
    if case.quiet_for is not None:
        said.append((_("Nothing to read for {n} days.").format(n=case.quiet_for), "grey"))
    if not said and case.wrote_at is not None:
        said.append((_("Nothing new since you last looked."), "plain"))
    return said


def wrote(case: Case, found: Caseload) -> str:
    """When the client last wrote something readable."""
    if case.wrote_at is not None:
        return _("Wrote {when}").format(when=dates.past(case.wrote_at, found.now, found.zone))
    return _("Nothing to read yet") if case.consent == "given" else ""


def earlier_days(days: list[date], today: date) -> str:
    """Earlier days that something new is about."""
    names = [dates.short_date(day, today) for day in days[:4]]
    if len(days) > len(names):
        names.append(_("{n} more days").format(n=len(days) - len(names)))
    return dates.and_list(names)

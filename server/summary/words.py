"""Sentences of the caseload and the weekly page."""

from datetime import date, datetime

from server.accounts import Covering
from server.entries.sections import Pillar
from server.i18n import gettext as _
from server.i18n import ngettext
from server.summary.caseload import Case, Caseload
from server.summary.head import Head
from server.summary.plain import plain, plain_asks, quoted_in
from server.summary.rules import Group, Period, WrongPeriod
from server.summary.week import WeekPage
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
    """When they meet; of a page that reaches to today, which session it is for."""
    if head.next_session is None or head.number is None:
        return _("No session is planned.")
    when = dates.ahead(head.next_session, head.now, head.zone)
    if head.period.last < head.today:
        return _("Next session: {when}.").format(when=when)
    return _("For your {nth} session, {when}.").format(nth=dates.ordinal(head.number), when=when)


def pillar(of: Pillar) -> str:
    """What a section belongs to."""
    return {
        "rapport": _("Rapport"),
        "goals": _("Mutual agreement"),
        "expectations": _("Realistic expectations"),
        "responsibility": _("Shared responsibility"),
        "empathy": _("Empathy and genuineness"),
        "safety_and_respect": _("Safety and respect"),
    }[of]


def letter(head: Head) -> str:
    """What the client's own word about the week is called."""
    return _("{name}’s note").format(name=head.first_name)


def nothing_to_ask() -> str:
    """Where no rule found anything."""
    return _("Nothing stands out. That is not proof that all is well.")


def whose_words() -> str:
    """What the page is, and what it is not."""
    return _(
        "These are a client’s own words and answers: they are for talking about, and diagnose nothing. "
        "No word is not a no."
    )


def as_text(page: WeekPage) -> str:
    """The whole page as plain text. Of one that shows nothing, only whom it is about."""
    head = page.head
    top = f"{head.name}\n{period(head.period, head.today)} {next_session(head)}"
    if head.consent != "given" or head.wrong:
        return top + "\n"
    to_ask = [one.ask for one in page.asks]
    asks = plain_asks(to_ask) or nothing_to_ask()
    named = [one.model_copy(update={"title": letter(head)}) for one in page.letters]
    rooms = plain([*named, *page.sections], quoted_in(to_ask))
    parts = [top, _("To ask about").upper(), asks, rooms, whose_words()]
    return "\n\n".join(part for part in parts if part) + "\n"


def covering(of: Covering, today: date) -> str:
    """``Covering for Tomas Keller until 3 December``."""
    return _("Covering for {name} until {day}").format(name=of.name, day=dates.long_date(of.until, today))


def group(of: Group) -> str:
    """A heading of the caseload."""
    return {
        Group.ASK: _("To ask about"),
        Group.LOOK: _("Worth a look"),
        Group.USUAL: _("As usual"),
        Group.UNKNOWN: _("Nothing known"),
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
    elif case.erase_at is not None:
        on = erase_day(case.erase_at, case.period.last, found.zone)
        text = _("Asked that all be erased on {day}, and can take it back until then. Nothing they wrote is shown.")
        said = [(text.format(day=on), "grey")]
    elif case.consent == "not_yet":
        said = [(_("Has not agreed to writing yet, so nothing is shown."), "grey")] if case.joined_at else []
    else:
        said = _of_writing(case)
    if case.waiting_since is not None:
        when = dates.past(case.waiting_since, found.now, found.zone)
        said.insert(0, (_("A phone waits for you to confirm it. It joined {when}.").format(when=when), "ask"))
    elif case.joined_at is None:
        none = _("The phone was signed out.") if case.had_phone else _("No phone has joined yet.")
        said.insert(0, (none, "grey"))
    return said


def erase_day(at: datetime, today: date, zone: str) -> str:
    """The day on which all of a client's is erased, unless they take it back."""
    return dates.long_date(dates.local(at, zone).date(), today)


def _of_writing(case: Case) -> list[tuple[str, str]]:
    said: list[tuple[str, str]] = [(reason.text, reason.tone) for reason in case.reasons]
    if case.bring_up:
        text = ngettext("Asks you to bring something up.", "Asks you to bring {n} things up.", case.bring_up)
        said.append((text.format(n=case.bring_up), "ask"))
    said.sort(key=lambda one: one[1] != "ask")
    if case.quiet_for is not None:
        said.append((_("Nothing to read for {n} days.").format(n=case.quiet_for), "grey"))
    if not said and case.wrote_at is not None:
        said.append((_("Nothing stands out."), "plain"))
    return said


def new(case: Case) -> str:
    """How much was not looked at yet."""
    if not case.new:
        return ""
    text = ngettext("{n} entry is new since you last looked.", "{n} entries are new since you last looked.", case.new)
    return text.format(n=case.new)


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

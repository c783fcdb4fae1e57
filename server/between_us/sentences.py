"""The access log as the client reads it: sentences in their own language and time zone."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from server.audit import Act
from server.i18n import gettext as _

LOCALE = "en_GB"
SAYS: dict[Act, Callable[[], str]] = {
    "client_added": lambda: _("{who} set this up for you"),
    "invited": lambda: _("{who} made an invitation for a phone"),
    "phone_joined": lambda: _("{who} joined with a phone"),
    "phone_confirmed": lambda: _("{who} confirmed a phone"),
    "phone_revoked": lambda: _("{who} signed a phone out"),
    "phone_lost": lambda: _("{who} marked a phone as lost, so that it wipes itself"),
    "wipe_confirmed": lambda: _("A lost phone said that it wiped itself"),
    "signed_out": lambda: _("{who} signed a phone out"),
    "export_code_given": lambda: _("{who} gave you a code to export your data"),
    "exported": lambda: _("{who} took a copy of everything of yours"),
    "erase_code_given": lambda: _("{who} gave you a code to erase your data"),
    "erase_asked": lambda: _("{who} asked that your data be erased"),
    "erase_taken_back": lambda: _("{who} took back that your data be erased"),
    "erased": lambda: _("{who} began to erase your data"),
    "week_opened": lambda: _("{who} opened your week"),
    "week_printed": lambda: _("{who} printed your week"),
    "week_copied": lambda: _("{who} copied your week as text"),
    "homework_opened": lambda: _("{who} opened your homework"),
    "homework_agreed": lambda: _("{who} wrote down homework you agreed on"),
    "homework_changed": lambda: _("{who} changed a homework"),
    "homework_ended": lambda: _("{who} ended a homework"),
    "homework_marked": lambda: _("{who} noted how a homework went, as they see it"),
    "expectations_opened": lambda: _("{who} opened what you expect"),
    "ladder_offered": lambda: _("{who} wrote down an expectation you may choose"),
    "ladder_changed": lambda: _("{who} changed an expectation you may choose"),
    "ladder_ended": lambda: _("{who} no longer offers an expectation"),
    "therapy_view_written": lambda: _("{who} wrote down what they expect of the therapy"),
    "expectation_rated": lambda: _("{who} noted how far an expectation was reached, as they see it"),
    "goals_opened": lambda: _("{who} opened your goals"),
    "goal_written": lambda: _("{who} wrote down a goal, or answered one of yours"),
    "goal_ended": lambda: _("{who} noted a goal as reached or set aside"),
    "sessions_changed": lambda: _("{who} changed when your sessions are"),
    "question_opened": lambda: _("{who} noted something to talk about with you"),
    "question_closed": lambda: _("{who} noted that you talked about how your sessions go"),
    "repair_noted": lambda: _("{who} wrote down for you what you talked about"),
    "talked_about": lambda: _("{who} noted that you talked about something you wrote"),
    "caseload_opened": lambda: _("{who} opened the list of all clients, with what is new in yours"),
    "cover_named": lambda: _("{who} named a colleague who reads for them while they are away"),
    "cover_ended": lambda: _("{who} ended that a colleague reads for them"),
    "reminders_on": lambda: _("{who} turned reminders on, on a phone"),
    "reminders_off": lambda: _("{who} turned reminders off, on a phone"),
    "calendar_made": lambda: _("{who} made a private calendar address for reminders"),
    "calendar_ended": lambda: _("{who} ended the private calendar address"),
    "key_used": lambda: _("{who} used your key from the command line"),
}


def sentence(act: str, who: str, at: datetime, zone: str) -> str:
    """ "Dr Keller opened your week, Tuesday 3 March 2026, 14:10". An act without words of its own is still told."""
    says = next((words() for known, words in SAYS.items() if known == act), _("{who} did something with your data"))
    local = format_datetime(at.astimezone(ZoneInfo(zone)), "EEEE d MMMM y, HH:mm", locale=LOCALE)
    return _("{what}, {when}").format(what=says.format(who=who), when=local)

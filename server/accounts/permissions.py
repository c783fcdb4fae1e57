"""Who may call what: one table for both hosts. A route without a row answers like one that does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal

Side = Literal["phone", "desk"]


class Who(Enum):
    """Who a route is for. The last four are logins with nothing left to set up."""

    ANYONE = auto()
    JOINING = auto()
    DEVICE = auto()
    SETTING_UP = auto()
    SIGNED_IN = auto()
    READER = auto()
    THERAPIST = auto()
    OWNER = auto()


@dataclass(frozen=True)
class Permission:
    """On which host a route is served, and for whom.

    For ``THERAPIST`` a ``client_id`` in the path must be a client of theirs, for ``READER`` also one of a therapist
    they cover for today.
    """

    side: Side
    who: Who


def _rows(side: Side, rows: Mapping[Who, tuple[str, ...]]) -> dict[str, Permission]:
    return {endpoint: Permission(side, who) for who, endpoints in rows.items() for endpoint in endpoints}


PHONE = _rows(
    "phone",
    {
        Who.ANYONE: (
            "phone_files.asset",
            "phone_files.shell",
            "accounts_phone.join",
            "accounts_phone.wiped",
            "calendar.address",
        ),
        Who.JOINING: (
            "accounts_phone.device",
            "accounts_phone.confirm",
            "accounts_phone.sign_out",
        ),
        Who.DEVICE: (
            "sync.sync",
            "summary_phone.preview",
            "exports.everything",
            "between_us.access_log",
            "erase.ask",
            "erase.keep",
            "reminders.phone",
            "reminders.seen",
            "reminders.test",
            "reminders.deliveries",
            "calendar.state",
            "calendar.ask",
            "calendar.once",
        ),
    },
)

DESK = _rows(
    "desk",
    {
        Who.ANYONE: (
            "static",
            "accounts.sign_in",
            "accounts.recovery",
            "accounts.first",
            "accounts.link",
            "accounts.sign_out",
        ),
        Who.SETTING_UP: ("accounts.authenticator",),
        Who.SIGNED_IN: ("summary.caseload",),
        Who.OWNER: (
            "practice.page",
            "practice.text",
            "practice.save_text",
            "practice.version",
            "practice.help_lines",
            "practice.save_help_lines",
        ),
        Who.READER: (
            "summary.week",
            "summary.text",
            "summary.file",
            "summary.talked",
            "alliance.question",
            "alliance.ask",
            "alliance.talked",
        ),
        Who.THERAPIST: (
            "accounts.cover",
            "accounts.name_cover",
            "accounts.end_cover",
            "accounts.new_client",
            "accounts.phone",
            "accounts.invite",
            "accounts.confirm",
            "accounts.revoke",
            "accounts.lost",
            "accounts.give_code",
            "alliance.signs",
            "expectations.page",
            "expectations.offer",
            "expectations.one",
            "expectations.change",
            "expectations.end",
            "expectations.view",
            "expectations.rate",
            "goals.page",
            "goals.propose",
            "goals.answer",
            "homework.page",
            "homework.agree",
            "homework.one",
            "homework.change",
            "homework.end",
            "homework.mark",
            "meetings.sessions",
            "meetings.session",
            "meetings.add_recurring",
            "meetings.add_single",
            "meetings.reading_time",
            "meetings.move",
            "meetings.mark",
            "meetings.end",
            "meetings.look",
            "meetings.take",
            "reminders_desk.page",
            "reminders_desk.save",
            "reminders_desk.end",
        ),
    },
)

TABLES: Mapping[Side, Mapping[str, Permission]] = {"phone": PHONE, "desk": DESK}

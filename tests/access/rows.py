"""What every route is expected to do, written down once more and apart from the server's own table."""

from dataclasses import dataclass
from typing import Literal

from tests.access import fills
from tests.access.fills import Fill
from tests.access.people import LABEL, ON, Place, Target

Side = Literal["phone", "desk"]
Whose = Literal["anyone", "joining", "device", "setting_up", "signed_in", "owner", "reader", "therapist"]
Key = tuple[Side, str, str]


@dataclass(frozen=True)
class Row:
    """One route with one method: for whom it is, how it is asked, and how it answers those it is for.

    ``path`` holds names of ``Target``'s ids, ``{link}`` and ``{calendar}``. ``things`` are the ids in it or in the body
    besides the client's. ``hints`` is a query whose ids are only for showing: foreign ones are as good as none.
    ``names_colleagues`` allows the names of the practice's other therapists. ``writes`` are tables that a successful
    request changes.
    """

    whose: Whose
    path: str
    good: int = 200
    fill: Fill = fills.nothing
    things: tuple[str, ...] = ()
    hints: str = ""
    names_colleagues: bool = False
    writes: tuple[str, ...] = ()

    def address(self, place: Place, target: Target) -> str:
        """The path with these ids in it."""
        return self.path.format(link=place.link, calendar=place.calendar, on=ON, **target.as_text())

    def hinted(self, target: Target) -> str:
        """The query with these ids in it."""
        return self.hints.format(**target.as_text())


PHONE = "/clients/{client}/phone"
GOALS = "/clients/{client}/goals"
EXPECTATIONS = "/clients/{client}/expectations"
HOMEWORK = "/clients/{client}/homework"
QUESTION = "/clients/{client}/question"
SESSIONS = "/clients/{client}/sessions"
LOGGED = ("access_log",)

ROWS: dict[Key, Row] = {
    ("desk", "static", "GET"): Row("anyone", "/static/tokens.css"),
    ("desk", "accounts.sign_in", "GET"): Row("anyone", "/sign-in"),
    ("desk", "accounts.sign_in", "POST"): Row("anyone", "/sign-in", 303, fills.signing_in, writes=("login",)),
    ("desk", "accounts.recovery", "GET"): Row("anyone", "/recovery"),
    ("desk", "accounts.recovery", "POST"): Row("anyone", "/recovery", 303, fills.recovering, writes=("login",)),
    ("desk", "accounts.first", "GET"): Row("anyone", "/first-sign-in"),
    ("desk", "accounts.first", "POST"): Row("anyone", "/first-sign-in", 303, fills.first, writes=("login",)),
    ("desk", "accounts.link", "GET"): Row("anyone", "/sign-in/link/{link}"),
    ("desk", "accounts.link", "POST"): Row("anyone", "/sign-in/link/{link}", 303, writes=("login", "one_time")),
    ("desk", "accounts.sign_out", "POST"): Row("anyone", "/sign-out", 303),
    ("desk", "accounts.authenticator", "GET"): Row("setting_up", "/first-sign-in/authenticator"),
    ("desk", "accounts.authenticator", "POST"): Row(
        "setting_up", "/first-sign-in/authenticator", 200, fills.pending, writes=("account", "login", "recovery_code")
    ),
    ("desk", "summary.caseload", "GET"): Row("signed_in", "/"),
    ("desk", "reminders_desk.page", "GET"): Row("therapist", "/reminders"),
    ("desk", "reminders_desk.save", "POST"): Row(
        "therapist", "/reminders", 303, fills.week_ready, writes=("push_subscription", "reminder", "reminder_hours")
    ),
    ("desk", "reminders_desk.end", "POST"): Row("therapist", "/reminders/end", 303),
    ("desk", "practice.page", "GET"): Row("owner", "/practice"),
    ("desk", "practice.text", "GET"): Row("owner", "/practice/texts/consent"),
    ("desk", "practice.save_text", "POST"): Row(
        "owner", "/practice/texts/sessions", 303, fills.text, writes=("practice_text",)
    ),
    ("desk", "practice.version", "GET"): Row("owner", "/practice/texts/consent/2"),
    ("desk", "practice.help_lines", "GET"): Row("owner", "/practice/help-lines"),
    ("desk", "practice.save_help_lines", "POST"): Row(
        "owner", "/practice/help-lines", 303, fills.lines, writes=("help_line",)
    ),
    ("desk", "accounts.cover", "GET"): Row("therapist", "/cover", names_colleagues=True),
    ("desk", "accounts.name_cover", "POST"): Row(
        "therapist", "/cover", 303, fills.cover, names_colleagues=True, writes=("cover",)
    ),
    ("desk", "accounts.end_cover", "POST"): Row("therapist", "/cover/end", 303, writes=("cover",)),
    ("desk", "accounts.new_client", "GET"): Row("therapist", "/clients/new"),
    ("desk", "accounts.new_client", "POST"): Row(
        "therapist",
        "/clients/new",
        303,
        lambda _place, _target: {"name": "Somebody", "zone": "Europe/London"},
        writes=("client", "stream", "data_key", *LOGGED),
    ),
    ("desk", "accounts.phone", "GET"): Row("therapist", PHONE),
    ("desk", "accounts.invite", "POST"): Row("therapist", PHONE + "/invite", writes=("invitation", *LOGGED)),
    ("desk", "accounts.confirm", "POST"): Row("therapist", PHONE + "/{device}/confirm", 303, things=("device",)),
    ("desk", "accounts.revoke", "POST"): Row(
        "therapist", PHONE + "/{device}/revoke", 303, things=("device",), writes=("device", *LOGGED)
    ),
    ("desk", "accounts.lost", "GET"): Row("therapist", PHONE + "/{device}/lost", things=("device",)),
    ("desk", "accounts.lost", "POST"): Row(
        "therapist",
        PHONE + "/{device}/lost",
        303,
        lambda _place, _target: {"second": "1", "sure": "y"},
        things=("device",),
        writes=("device", *LOGGED),
    ),
    ("desk", "accounts.give_code", "POST"): Row("therapist", PHONE + "/code/erase", writes=("given_code", *LOGGED)),
    ("desk", "alliance.signs", "GET"): Row("therapist", "/signs"),
    ("desk", "alliance.question", "GET"): Row("reader", QUESTION),
    ("desk", "alliance.ask", "POST"): Row(
        "reader",
        QUESTION,
        303,
        lambda _place, _target: {"ask-line": "I was tired"},
        writes=("question_step", *LOGGED),
    ),
    ("desk", "alliance.talked", "POST"): Row(
        "reader",
        QUESTION + "/talked",
        303,
        lambda _place, _target: {"talked-line": "It was the clock", "talked-changes": "We end on time"},
        writes=("question_step", "agreed_item", *LOGGED),
    ),
    ("desk", "expectations.page", "GET"): Row("therapist", EXPECTATIONS, writes=LOGGED),
    ("desk", "expectations.offer", "POST"): Row(
        "therapist", EXPECTATIONS, 303, fills.ladder, writes=("agreed_item", *LOGGED)
    ),
    ("desk", "expectations.one", "GET"): Row(
        "therapist", EXPECTATIONS + "/ladders/{ladder}", things=("ladder",), writes=LOGGED
    ),
    ("desk", "expectations.change", "POST"): Row(
        "therapist",
        EXPECTATIONS + "/ladders/{ladder}",
        303,
        fills.ladder,
        things=("ladder",),
        writes=("agreed_item", *LOGGED),
    ),
    ("desk", "expectations.end", "POST"): Row(
        "therapist",
        EXPECTATIONS + "/ladders/{ladder}/end",
        303,
        things=("ladder",),
        writes=("agreed_item", *LOGGED),
    ),
    ("desk", "expectations.view", "POST"): Row(
        "therapist",
        EXPECTATIONS + "/therapy",
        303,
        lambda _place, _target: {"view-change": "Something new"},
        writes=("agreed_item", *LOGGED),
    ),
    ("desk", "expectations.rate", "POST"): Row(
        "therapist",
        EXPECTATIONS + "/{expectation}/rating",
        303,
        fills.level,
        things=("expectation",),
        writes=("agreed_item", *LOGGED),
    ),
    ("desk", "goals.page", "GET"): Row("therapist", GOALS, writes=LOGGED),
    ("desk", "goals.propose", "POST"): Row(
        "therapist",
        GOALS,
        303,
        lambda _place, _target: {"new-words": "Something new"},
        writes=("agreed_item", *LOGGED),
    ),
    ("desk", "goals.answer", "POST"): Row(
        "therapist", GOALS + "/{goal}", 303, fills.goal, things=("goal",), writes=("agreed_item", *LOGGED)
    ),
    ("desk", "homework.page", "GET"): Row("therapist", HOMEWORK, hints="?shown={item}", writes=LOGGED),
    ("desk", "homework.agree", "POST"): Row(
        "therapist", HOMEWORK, 303, fills.plan, writes=("agreed_item", "reminder", *LOGGED)
    ),
    ("desk", "homework.one", "GET"): Row("therapist", HOMEWORK + "/{item}", things=("item",), writes=LOGGED),
    ("desk", "homework.change", "POST"): Row(
        "therapist",
        HOMEWORK + "/{item}",
        303,
        fills.plan,
        things=("item",),
        writes=("agreed_item", "reminder", *LOGGED),
    ),
    ("desk", "homework.end", "POST"): Row(
        "therapist", HOMEWORK + "/{item}/end", 303, things=("item",), writes=("agreed_item", "reminder", *LOGGED)
    ),
    ("desk", "homework.mark", "POST"): Row(
        "therapist", HOMEWORK + "/{item}/mark", 303, fills.marked, things=("item",), writes=("homework_mark", *LOGGED)
    ),
    ("desk", "meetings.sessions", "GET"): Row("therapist", SESSIONS),
    ("desk", "meetings.session", "GET"): Row("therapist", SESSIONS + "/{series}/{on}", things=("series",)),
    ("desk", "meetings.add_recurring", "POST"): Row(
        "therapist", SESSIONS + "/recurring", 303, fills.recurring, writes=("meeting_series", *LOGGED)
    ),
    ("desk", "meetings.add_single", "POST"): Row(
        "therapist", SESSIONS + "/single", 303, fills.single, writes=("meeting_series", *LOGGED)
    ),
    ("desk", "meetings.look", "POST"): Row("therapist", SESSIONS + "/file", 200, fills.file),
    ("desk", "meetings.take", "POST"): Row(
        "therapist",
        SESSIONS + "/file/take",
        303,
        lambda _place, _target: {"take": "2026-11-24T10:00Z/50"},
        writes=("meeting_series", *LOGGED),
    ),
    ("desk", "meetings.reading_time", "POST"): Row(
        "therapist",
        SESSIONS + "/reading",
        303,
        lambda _place, _target: {"reading-words": "on Monday"},
        writes=("reading_time",),
    ),
    ("desk", "meetings.move", "POST"): Row(
        "therapist",
        SESSIONS + "/{series}/{on}/move",
        303,
        lambda _place, _target: {"on": "2026-11-06", "at": "11:00"},
        things=("series",),
        writes=("meeting_change", *LOGGED),
    ),
    ("desk", "meetings.mark", "POST"): Row(
        "therapist",
        SESSIONS + "/{series}/{on}/mark",
        303,
        lambda _place, _target: {"state": "held"},
        things=("series",),
        writes=("meeting_change", *LOGGED),
    ),
    ("desk", "meetings.end", "POST"): Row(
        "therapist", SESSIONS + "/{series}/end", 303, fills.ends, things=("series",), writes=("meeting_series", *LOGGED)
    ),
    ("desk", "summary.week", "GET"): Row("reader", "/clients/{client}/week", writes=LOGGED),
    ("desk", "summary.text", "GET"): Row("reader", "/clients/{client}/week/text", writes=LOGGED),
    ("desk", "summary.file", "GET"): Row("reader", "/clients/{client}/week.txt", writes=LOGGED),
    ("desk", "summary.talked", "POST"): Row(
        "reader",
        "/clients/{client}/entries/{entry}/talked",
        303,
        lambda _place, _target: {"talked": "yes"},
        things=("entry",),
        writes=("receipt", *LOGGED),
    ),
    ("phone", "phone_files.asset", "GET"): Row("anyone", "/assets/page-1.js"),
    ("phone", "phone_files.shell", "GET"): Row("anyone", "/history"),
    ("phone", "accounts_phone.join", "POST"): Row(
        "anyone",
        "/api/join",
        200,
        lambda place, _target: {"token": place.invitation, "label": LABEL},
        writes=("device", "invitation", *LOGGED),
    ),
    ("phone", "accounts_phone.wiped", "POST"): Row(
        "anyone",
        "/api/wiped",
        204,
        lambda _place, target: {"device": str(target.lost)},
        things=("lost",),
        writes=("device", *LOGGED),
    ),
    ("phone", "accounts_phone.device", "GET"): Row("joining", "/api/device"),
    ("phone", "accounts_phone.confirm", "POST"): Row("joining", "/api/confirm"),
    ("phone", "accounts_phone.sign_out", "POST"): Row("joining", "/api/sign-out", 204, writes=("device", *LOGGED)),
    ("phone", "sync.sync", "POST"): Row("device", "/api/sync", 200, fills.sync),
    ("phone", "between_us.access_log", "GET"): Row("device", "/api/access-log"),
    ("phone", "exports.everything", "POST"): Row(
        "device", "/api/export", 200, fills.code, writes=("given_code", *LOGGED)
    ),
    ("phone", "erase.ask", "POST"): Row(
        "device", "/api/erase", 200, fills.code, writes=("client", "given_code", *LOGGED)
    ),
    ("phone", "erase.keep", "POST"): Row("device", "/api/erase/keep", 204),
    ("phone", "summary_phone.preview", "GET"): Row("device", "/api/my-week"),
    ("phone", "reminders.phone", "POST"): Row(
        "device", "/api/reminders/phone", 200, fills.no_pushes, writes=("push_subscription", "reminder_hours", *LOGGED)
    ),
    ("phone", "reminders.seen", "POST"): Row(
        "device", "/api/reminders/seen", 204, fills.shown, things=("occurrence",), writes=("push_subscription",)
    ),
    ("phone", "reminders.test", "POST"): Row("device", "/api/reminders/test", writes=("reminder_occurrence",)),
    ("phone", "reminders.deliveries", "GET"): Row("device", "/api/reminders/deliveries"),
    ("phone", "calendar.address", "GET"): Row("anyone", "/calendar/{calendar}.ics"),
    ("phone", "calendar.once", "GET"): Row("device", "/api/reminders/once.ics"),
    ("phone", "calendar.state", "GET"): Row("device", "/api/reminders/calendar"),
    ("phone", "calendar.ask", "POST"): Row(
        "device",
        "/api/reminders/calendar",
        200,
        lambda _place, _target: {"on": True},
        writes=("calendar_feed", *LOGGED),
    ),
}

"""What stands around the entries: who it is about, sessions, texts, reminders, and who opened what."""

from datetime import UTC, date, datetime, time, timedelta

from server import accounts, meetings, practice
from server.accounts.models import Account, Client
from server.entries.telling import Said, said
from server.exports.chapters import Asked, Chapter, Log, Piece, plain
from server.i18n import gettext as _
from server.meetings import Meeting
from server.practice.words import text_name
from server.reminders import agreed as reminders
from server.reminders import listing
from server.reminders import said as reminded
from server.reminders.phones import Whom
from server.reminders.wire import AgreedReminders
from server.web.dates import full_moment

AHEAD = timedelta(weeks=26)
EVER = timedelta(days=365 * 50)


def person(asked: Asked) -> Chapter:
    """Who it is about, who treats them, and the phones they joined with."""
    db, whose = asked.db, asked.whose
    client = db.get_one(Client, (whose.practice, whose.client))
    therapist = accounts.account_name(whose.ring, db.get_one(Account, (whose.practice, client.therapist_id)))
    home = practice.practice_of(db, whose.practice)
    name = accounts.name_of(whose.ring, client)
    agreed_on, back = client.consented_at, client.consent_withdrawn_at
    lines = [
        Said(_("Practice"), home.name),
        Said(_("Therapist"), therapist),
        Said(_("Time zone"), whose.zone),
        *said(_("Agreed to writing"), _moment(asked, agreed_on)),
        *said(_("Took that back"), _moment(asked, back)),
    ]
    data = {"name": name, "practice": home.name, "therapist": therapist, "zone": whose.zone}
    consent = {"version": client.consent_version, "consented_at": agreed_on, "consent_withdrawn_at": back}
    return Chapter("person", _("Me"), [Piece(name, lines, {**data, **plain(consent)}), *_phones(asked)])


def _phones(asked: Asked) -> list[Piece]:
    rows = accounts.their_devices(asked.db, asked.whose.practice, asked.whose.client)
    return [
        Piece(
            _("A phone: {label}").format(label=row.label),
            [
                *said(_("Joined"), _moment(asked, row.joined_at)),
                *said(_("Signed out"), _moment(asked, row.revoked_at)),
                *said(_("Marked as lost"), _moment(asked, row.lost_at)),
                *said(_("Said that it wiped itself"), _moment(asked, row.wipe_confirmed_at)),
            ],
            plain(
                {
                    "id": row.id,
                    "label": row.label,
                    "joined_at": row.joined_at,
                    "last_contact_at": row.last_contact_at,
                    "revoked_at": row.revoked_at,
                    "lost_at": row.lost_at,
                    "wipe_confirmed_at": row.wipe_confirmed_at,
                }
            ),
        )
        for row in rows
    ]


def sessions(asked: Asked) -> Chapter:
    """All sessions there were, and those planned for half a year."""
    course = meetings.course(asked.db, asked.whose.practice, asked.whose.client)
    first = min((one.first_on for one in course), default=date.max - timedelta(days=2)) - timedelta(days=2)
    last = asked.now + AHEAD
    begin = min(datetime.combine(first, time(), UTC), last)
    found = meetings.expand_all(course, begin, last)
    for one in found:
        asked.names[one.id] = _("The session of {when}").format(when=full_moment(one.starts_at, one.zone))
    return Chapter("sessions", _("Our sessions"), [_session(one) for one in found])


def _session(one: Meeting) -> Piece:
    state = {
        "planned": _("planned"),
        "held": _("took place"),
        "cancelled": _("cancelled"),
        "no_show": _("did not take place"),
    }
    moved = None if one.moved_from is None else full_moment(one.moved_from, one.zone)
    lines = [
        Said(_("Minutes"), str(one.minutes)),
        Said(_("State"), state.get(one.state, one.state)),
        *said(_("Moved from"), moved),
    ]
    data = {"id": one.id, "starts_at": one.starts_at, "zone": one.zone, "minutes": one.minutes, "state": one.state}
    return Piece(full_moment(one.starts_at, one.zone), lines, plain({**data, "moved_from": one.moved_from}))


def texts(asked: Asked) -> Chapter:
    """The practice's texts in all their versions: among them those that were agreed to, and the help lines."""
    pieces = []
    for key in practice.KEYS:
        for row in reversed(practice.versions(asked.db, asked.whose.practice, key)):
            valid = full_moment(row.effective_at, asked.whose.zone)
            told = [Said(_("In force from"), valid), Said(row.title, "\n\n".join(row.paragraphs))]
            data = {"key": key, "version": row.version, "title": row.title, "paragraphs": row.paragraphs}
            title = _("{text}, version {n}").format(text=text_name(key), n=row.version)
            pieces.append(Piece(title, told, {**data, **plain({"effective_at": row.effective_at})}))
    lines = practice.help_lines(asked.db, asked.whose.practice)
    pieces.append(
        Piece(
            _("Help lines"),
            [Said(one.name, f"{one.number} ({one.hours})") for one in lines],
            {"help_lines": [{"name": one.name, "number": one.number, "hours": one.hours} for one in lines]},
        )
    )
    return Chapter("texts", _("The practice’s texts"), pieces)


def nudges(asked: Asked) -> Chapter:
    """My reminders as they are now, and what became of every one that was due."""
    whose = asked.whose
    known = reminders.agreed(asked.db, whose, asked.now)["reminders"]
    if known is None:
        return Chapter("reminders", _("Reminders"), [])
    now = AgreedReminders.model_validate(known)
    whom = Whom(whose.practice, whose.client, None, whose.zone, whose.day_ends_at)
    sent = listing.deliveries(asked.db, whom, asked.now, EVER)
    hours = reminded.hours(now.hours)
    pieces = [Piece(hours.title, hours.lines, {"hours": now.hours.model_dump(mode="json"), "on": now.turned_on})]
    for one in now.reminders:
        asked.names[one.id] = reminded.reminder(one).title
        told = reminded.reminder(one)
        about = asked.names.get(one.subject) if one.subject else None
        pieces.append(Piece(told.title, [*said(_("About"), about), *told.lines], one.model_dump(mode="json")))
    for item in reversed(sent.items):
        told = reminded.delivery(item, whose.zone)
        pieces.append(Piece(told.title, told.lines, {"delivery": item.model_dump(mode="json")}))
    return Chapter("reminders", _("Reminders, and what became of each"), pieces)


def opened(asked: Asked, log: Log) -> Chapter:
    """The whole access log, oldest first."""
    lines = log(asked.db, asked.whose)
    pieces = [Piece(one.text, (), plain({"n": one.n, "at": one.at, "text": one.text})) for one in lines]
    return Chapter("access_log", _("Who opened or changed what"), pieces)


def _moment(asked: Asked, at: datetime | None) -> str | None:
    return None if at is None else full_moment(at, asked.whose.zone)

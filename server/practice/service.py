"""Verbs of the practice: founding one, changing its texts, and whose entries are at hand."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import uuid_utils.compat
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from server.accounts import account_name, covered
from server.accounts.models import Account, Client
from server.clock import on_the_wire
from server.entries.kind import WhoseEntries
from server.entries.models import Stream
from server.entries.rules import local_day
from server.errors import NotThere
from server.i18n import gettext as _
from server.practice import defaults, rules
from server.practice.defaults import Line, Words
from server.practice.models import HelpLine, Practice, PracticeText, ReadingTime
from server.vault import Keystore
from server.web import House

CONSENT = "consent"
CONFIDENTIALITY = "confidentiality"
SESSIONS = "sessions"
KEYS = (CONSENT, CONFIDENTIALITY, SESSIONS)


def create_practice(
    house: House, name: str, zone: str, now: datetime, first_weekday: int = 0, day_ends_at: str = "03:00"
) -> uuid.UUID:
    """Founds a practice: its keys first (a row without a key could never be read), then its row, texts, help lines.

    ``first_weekday`` counts from 0 for Monday. Raises ``ValueError`` for an unknown zone, weekday or day end.
    """
    if not rules.is_zone(zone):
        raise ValueError(_("There is no time zone named {zone}: use one like Europe/London.").format(zone=zone))
    if first_weekday not in range(7) or not rules.is_day_end(day_ends_at):
        raise ValueError(_("A week starts on a day from 0 to 6, and a day ends between 00:00 and 06:00."))
    practice = uuid_utils.compat.uuid7()
    house.keystore.create(practice, practice, now)
    house.keystore.create_exchange_key(practice, now)
    with house.main.write() as db:
        db.add(
            Practice(
                practice_id=practice,
                name=name,
                zone=zone,
                first_weekday=first_weekday,
                day_ends_at=day_ends_at,
                epoch=uuid.uuid4(),
                created_at=now,
            )
        )
        put_text(db, practice, CONSENT, defaults.consent(), now)
        put_text(db, practice, CONFIDENTIALITY, defaults.confidentiality(), now)
        put_text(db, practice, SESSIONS, defaults.sessions(), now)
        put_help_lines(db, practice, defaults.help_lines())
    return practice


def practice_of(db: Session, practice: uuid.UUID) -> Practice:
    """The practice's row. Raises ``NotThere``."""
    row = db.get(Practice, practice)
    if row is None:
        raise NotThere
    return row


def today(db: Session, practice: uuid.UUID, now: datetime) -> date:
    """The day on the practice's calendar. Raises ``NotThere``."""
    return local_day(now, practice_of(db, practice).zone, "00:00")


def only_practice(db: Session) -> Practice | None:
    """The practice, where there is just one; ``None`` when there is none yet. Raises ``ValueError`` for several."""
    rows = list(db.scalars(select(Practice).limit(2)))
    if len(rows) > 1:
        raise ValueError(_("This installation has several practices: name the one you mean."))
    return rows[0] if rows else None


def put_text(db: Session, practice: uuid.UUID, key: str, words: Words, now: datetime) -> int:
    """Adds a version of a text, in force from now on, and returns its number. Phones get it with the next sync."""
    known = db.scalars(
        select(PracticeText.version).where(PracticeText.practice_id == practice, PracticeText.key == key)
    )
    version = max(known, default=0) + 1
    row = PracticeText(practice_id=practice, key=key, version=version, title=words.title, effective_at=now)
    row.paragraphs = list(words.paragraphs)
    db.add(row)
    _everybody_gets_it(db, practice)
    return version


def put_help_lines(db: Session, practice: uuid.UUID, lines: Sequence[Line]) -> None:
    """Replaces the help lines. Raises ``ValueError`` for none: a person in danger must find one."""
    if not lines:
        raise ValueError(_("At least one help line is needed."))
    db.execute(delete(HelpLine).where(HelpLine.practice_id == practice))
    for place, line in enumerate(lines):
        db.add(HelpLine(practice_id=practice, place=place, name=line.name, number=line.number, hours=line.hours))
    _everybody_gets_it(db, practice)


def put_reading(db: Session, practice: uuid.UUID, account: uuid.UUID, words: str) -> None:
    """Sets when this therapist usually reads ("on Tuesday morning"); empty words take it away."""
    db.execute(delete(ReadingTime).where(ReadingTime.practice_id == practice, ReadingTime.account_id == account))
    if words.strip():
        db.add(ReadingTime(practice_id=practice, account_id=account, words=words.strip()))
    _everybody_gets_it(db, practice)


def reading_of(db: Session, practice: uuid.UUID, account: uuid.UUID) -> str | None:
    """When this therapist usually reads, in their own words."""
    row = db.get(ReadingTime, (practice, account))
    return row.words if row else None


def whose(db: Session, keystore: Keystore, practice: uuid.UUID, client: uuid.UUID) -> WhoseEntries:
    """One client with the opened keys (their own and the practice's). Raises ``NotThere``.

    Says nothing about who may ask: that is decided before.
    """
    tenant, person = practice_of(db, practice), db.get(Client, (practice, client))
    if person is None or person.erase_begun_at is not None:
        raise NotThere
    return WhoseEntries(
        practice=practice,
        client=client,
        ring=keystore.ring(practice, [practice, client]),
        zone=person.zone,
        first_weekday=tenant.first_weekday,
        day_ends_at=tenant.day_ends_at,
    )


def texts(db: Session, practice: uuid.UUID, now: datetime) -> dict[str, Any]:
    """The texts in force and the help lines, as they travel: ``version`` is text, paragraphs a list."""
    rows = list(db.scalars(select(PracticeText).where(PracticeText.practice_id == practice)))
    found: dict[str, Any] = {key: _in_force(rows, key, now) for key in KEYS}
    found["help_lines"] = [asdict(line) for line in help_lines(db, practice)]
    return found


def help_lines(db: Session, practice: uuid.UUID) -> list[Line]:
    """The help lines in their order."""
    rows = db.scalars(select(HelpLine).where(HelpLine.practice_id == practice).order_by(HelpLine.place))
    return [Line(row.name, row.number, row.hours) for row in rows]


def versions(db: Session, practice: uuid.UUID, key: str) -> list[PracticeText]:
    """All saved versions of one text, the newest first. Raises ``NotThere`` for a text there is none of."""
    if key not in KEYS:
        raise NotThere
    wanted = select(PracticeText).where(PracticeText.practice_id == practice, PracticeText.key == key)
    return list(db.scalars(wanted.order_by(PracticeText.version.desc())))


def agreed(db: Session, whose: WhoseEntries, now: datetime) -> dict[str, Any]:
    """This room's part of what comes down: ``practice``, ``therapist`` and ``texts``; and ``erase``, if they asked."""
    tenant = practice_of(db, whose.practice)
    person = db.get_one(Client, (whose.practice, whose.client))
    account = db.get_one(Account, (whose.practice, person.therapist_id))
    cover = covered(db, whose.ring, account.id, today(db, whose.practice, now))
    return {
        "practice": {
            "name": tenant.name,
            "zone": tenant.zone,
            "first_weekday": tenant.first_weekday,
            "day_ends_at": tenant.day_ends_at,
        },
        "therapist": {
            "name": account_name(whose.ring, account),
            "reads": reading_of(db, whose.practice, account.id),
            "cover": None if cover is None else {"name": cover.name, "until": cover.until.isoformat()},
        },
        "texts": texts(db, whose.practice, now),
        "erase": None if person.erase_at is None else {"at": on_the_wire(person.erase_at)},
    }


def _in_force(rows: Sequence[PracticeText], key: str, now: datetime) -> dict[str, Any]:
    """The version of one text that holds now; before the first one takes effect, the first.

    Practices founded before there was a text about sessions have none saved: they show what new ones start with.
    """
    versions = {row.version: row for row in rows if row.key == key}
    if not versions:
        words = defaults.sessions()
        version = rules.version_of(words.title, words.paragraphs)
        return {"version": version, "title": words.title, "paragraphs": words.paragraphs}
    number = rules.version_at(((row.version, row.effective_at) for row in versions.values()), now)
    row = versions[number if number is not None else min(versions)]
    return {"version": str(row.version), "title": row.title, "paragraphs": row.paragraphs}


def _everybody_gets_it(db: Session, practice: uuid.UUID) -> None:
    """Every phone of the practice fetches the agreed snapshot again."""
    db.execute(update(Stream).where(Stream.practice_id == practice).values(agreed=Stream.agreed + 1))

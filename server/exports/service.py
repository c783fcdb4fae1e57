"""The verb of the copy: a code that was given in session, one line in the access log, everything, one file."""

from collections.abc import Sequence
from datetime import datetime

from server import accounts, audit, practice
from server.accounts import EnrolledDevice, codes
from server.audit import Actor
from server.entries.kind import Kinds
from server.exports import around, entries
from server.exports.chapters import Asked, Chapter, Log
from server.exports.file import as_zip
from server.exports.left_out import left_out
from server.web import House


def export(house: House, device: EnrolledDevice, code: str, kinds: Kinds, log: Log, now: datetime) -> bytes:
    """The .zip. Raises ``Problem``: 429, 403 for a code that does not hold, 401 where the phone was revoked meanwhile.

    Line and reading are one transaction: what cannot be logged is not given out, and the code still holds then.
    """
    codes.count(house, device, now)
    with house.main.write() as db:
        accounts.still_enrolled(db, device, now)
        held = codes.redeem(house, db, device, "export", code, now)
        chapters: Sequence[Chapter] = ()
        if held:
            whose = practice.whose(db, house.keystore, device.practice_id, device.client_id)
            by = Actor("client", device.client_id)
            audit.record(db, house.config.audit_secret, whose.practice, whose.client, by, "exported", now)
            chapters = gather(Asked(db, whose, kinds, now), log)
    if not held:
        raise codes.refused()
    return as_zip(chapters, left_out(), now, whose.zone)


def gather(asked: Asked, log: Log) -> list[Chapter]:
    """All chapters. What is called by a name is read before what names it."""
    person, sessions, agreed = around.person(asked), around.sessions(asked), entries.agreed(asked)
    reminders, written = around.nudges(asked), entries.written(asked)
    return [person, written, agreed, sessions, reminders, around.opened(asked, log), around.texts(asked)]

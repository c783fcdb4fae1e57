"""What an entry stands for: *Done* on a notification names an occurrence, and is the answer to what that is about."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.entries.envelope import Envelope
from server.entries.kind import Kinds, WhoseEntries
from server.entries.models import Entry
from server.entries.opening import Opened, canonical


def as_meant(db: Session, whose: WhoseEntries, opened: Sequence[Opened], kinds: Kinds) -> list[Opened]:
    """The entries for which these stand; most stand for themselves. Sent again, one stands for the same as before."""
    found: list[Opened] = []
    for item in opened:
        becomes = kinds[item.envelope.kind].becomes
        meant = None if becomes is None or item.envelope.withdrawn else becomes(db, whose, item.envelope, kinds)
        if meant is None or not _says_more(db, whose, item, meant, found):
            found.append(item)
        else:
            found.append(replace(item, envelope=meant, canonical=canonical(meant)))
    return found


def _says_more(db: Session, whose: WhoseEntries, item: Opened, meant: Envelope, before: Sequence[Opened]) -> bool:
    """Whether an entry may stand for ``meant``: what was said of that day already is not said twice."""
    mine = (Entry.practice_id == whose.practice, Entry.client_id == whose.client)
    stored = db.scalars(select(Entry.kind).where(*mine, Entry.id == item.id)).first()
    if stored is not None:
        return stored == meant.kind
    about = (meant.kind, meant.subject, meant.local_date)
    said = [one.envelope for one in before if not one.envelope.withdrawn]
    if any((one.kind, one.subject, one.local_date) == about for one in said):
        return False
    same = (Entry.kind == meant.kind, Entry.subject_id == meant.subject, Entry.local_date == meant.local_date)
    standing = select(Entry.id).where(*mine, *same, Entry.is_current, Entry.withdrawn_at.is_(None))
    return db.scalars(standing).first() is None

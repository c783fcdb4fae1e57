"""The client's own preview of the weekly page: the same sections, made by the same code, with nothing to ask about."""

from datetime import datetime

from server import practice
from server.accounts import EnrolledDevice
from server.accounts.models import Client
from server.entries.agreed import receipts_for
from server.entries.kind import Kinds
from server.summary.head import Asked, head_of
from server.summary.reading import Reading, read_entries, said_by_rooms
from server.summary.wire import MyWeekReply
from server.web import House


def my_week(house: House, device: EnrolledDevice, kinds: Kinds, now: datetime) -> MyWeekReply:
    """The days since the last session. The client reads what is their own, so nothing is written down of it."""
    with house.main.read() as db:
        client = db.get_one(Client, (device.practice_id, device.client_id))
        whose = practice.whose(db, house.keystore, device.practice_id, device.client_id)
        head = head_of(db, client, whose, Asked(), now)
        sections = []
        if head.consent == "given":
            entries, held = read_entries(db, whose, head, kinds)
            ids = [one.id for one in entries]
            receipts = receipts_for(db, whose.practice, whose.client, ids)
            reading = Reading(entries, held, receipts, client.therapist_id, "client")
            said = said_by_rooms(db, whose, head, reading, kinds)
            sections = [section.model_copy(update={"asks": []}) for _kind, section in said]
    return MyWeekReply(first=head.period.first, last=head.period.last, at=now, sections=sections)

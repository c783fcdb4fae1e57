"""After an older backup was restored: what was erased, revoked or withdrawn since is brought about once more."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from server.accounts import ledger
from server.accounts.models import Client, Device
from server.audit import Actor
from server.erase.act import Whose, begin, finish
from server.vault.models import DataKey, Erasure
from server.web import House


def erased(house: House) -> set[Whose]:
    """Everybody who was ever erased, by the key store or by the second log target: one of them may be older."""
    with house.keystore.database.read() as keys:
        known = {(one, other) for one, other in keys.execute(select(Erasure.practice_id, Erasure.client_id))}
    return known | {_whose(line) for line in ledger.lines(house.config.ledger) if line.get("act") == "erased"}


def back(house: House) -> list[Whose]:
    """Of those, who is there again: with rows, or with a key."""
    gone = erased(house)
    with house.main.read() as db:
        rows = {(one, other) for one, other in db.execute(select(Client.practice_id, Client.id))}
    with house.keystore.database.read() as keys:
        held = {(one, other) for one, other in keys.execute(select(DataKey.practice_id, DataKey.owner_id))}
    return sorted(gone & (rows | held))


def phones_back(house: House) -> Iterator[tuple[Device, str]]:
    """Phones that were signed out or lost, and may come in again; ``device_revoked`` or ``device_lost``."""
    said = [line for line in ledger.lines(house.config.ledger) if line.get("act") in ("device_revoked", "device_lost")]
    with house.main.read() as db:
        for line in said:
            device = db.get(Device, (uuid.UUID(line["practice"]), uuid.UUID(line["device"])))
            lost = line["act"] == "device_lost"
            if device is not None and (device.lost_at is None if lost else device.revoked_at is None):
                yield device, line["act"]


def consents_back(house: House) -> Iterator[tuple[Whose, datetime]]:
    """Clients who had taken back their consent at that moment, and stand there as if they had not."""
    last: dict[Whose, datetime] = {}
    for line in ledger.lines(house.config.ledger):
        if line.get("act") == "consent_withdrawn":
            last[_whose(line)] = datetime.fromisoformat(line["at"])
    with house.main.read() as db:
        for whose, at in last.items():
            client = db.get(Client, whose)
            given_before = client is not None and client.consented_at is not None and client.consented_at < at
            if client is not None and given_before and client.consent_withdrawn_at is None:
                yield whose, at


def again(house: House, now: datetime) -> int:
    """Brings all of it about; how many clients and phones it were. Doing it again changes nothing."""
    done = 0
    for whose in back(house):
        begin(house, whose, Actor("system"), now)
        # Nobody there: it was the key store that is older.
        if not finish(house, whose, now):
            house.keystore.erase(*whose, "client", now)
        done += 1
    for found, act in list(phones_back(house)):
        with house.main.write() as db:
            device = db.get_one(Device, (found.practice_id, found.id), with_for_update=True)
            device.revoked_at = device.revoked_at or now
            if act == "device_lost":
                device.lost_at = device.lost_at or now
        done += 1
    for whose, at in list(consents_back(house)):
        with house.main.write() as db:
            db.get_one(Client, whose, with_for_update=True).consent_withdrawn_at = at
        done += 1
    return done


def _whose(line: dict[str, str]) -> Whose:
    return uuid.UUID(line["practice"]), uuid.UUID(line["client"])

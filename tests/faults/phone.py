"""A phone that speaks to a real server over a real socket, and can hang up before the answer."""

import json
import threading
import uuid
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from typing import Any

from server import accounts, clock
from server.accounts import cookies, invitations
from server.accounts.models import Client
from server.audit import Actor
from server.web import House
from tests.cast import Cast, Sealer, assemble
from tests.journeys.server import Server


class Gone(Exception):
    """There was no whole answer."""


class RealPhone:
    """One client's phone. Everything it was promised is in ``acknowledged``."""

    def __init__(self, server: Server, client: uuid.UUID, token: str) -> None:
        self._server = server
        self._cookie = f"{cookies.DEVICE}={token}"
        self.client = client
        self.acknowledged: set[str] = set()
        self.statuses: list[int] = []
        confirmed = self.ask("/api/confirm", {})
        self.device, self.epoch = uuid.UUID(confirmed["device"]), confirmed["epoch"]
        self.sealer = Sealer(client, confirmed["exchange_key"])

    def ask(self, path: str, body: Any, hang_up: bool = False) -> dict[str, Any]:
        """One request. Raises ``Gone`` when the answer did not come whole, or was no success."""
        connection = HTTPConnection("127.0.0.1", self._server.port, timeout=60)
        headers = {
            "Host": self._server.phone.removeprefix("http://"),
            "Origin": self._server.phone,
            "X-Throughline": "1",
            "Content-Type": "application/json",
            "Cookie": self._cookie,
        }
        try:
            connection.request("POST", path, json.dumps(body), headers)
            if hang_up:
                raise Gone
            answer = connection.getresponse()
            raw = answer.read()
        except (OSError, HTTPException) as fault:
            raise Gone from fault
        finally:
            connection.close()
        self.statuses.append(answer.status)
        if given := answer.headers.get("Set-Cookie"):
            self._cookie = given.split(";")[0]
        if answer.status != 200:
            raise Gone(raw)
        reply: dict[str, Any] = json.loads(raw)
        return reply

    def send(self, items: list[dict[str, Any]], hang_up: bool = False) -> list[str]:
        """One sync without pulling; what became of each item. Raises ``Gone``."""
        request = {
            "client": str(self.client),
            "epoch": self.epoch,
            "cursor": None,
            "agreed_version": None,
            "entries": items,
        }
        results = self.ask("/api/sync", request, hang_up)["results"]
        kept = {"stored", "already_stored", "conflict"}
        self.acknowledged |= {result["id"] for result in results if result["outcome"] in kept}
        return [result["outcome"] for result in results]


def pause(seconds: float) -> None:
    """Lets time pass between two blows; nothing is asserted about it."""
    threading.Event().wait(seconds)


def people(server: Server, phones: int) -> tuple[Cast, list[RealPhone]]:
    """The cast in a running server, and phones: each of a client of its own."""
    now: datetime = clock.now()
    with server.house() as house:
        cast = assemble(house, now)
        tokens = [_joined(house, cast, f"Client {n}", now) for n in range(phones)]
    return cast, [RealPhone(server, client, token) for client, token in tokens]


def _joined(house: House, cast: Cast, name: str, now: datetime) -> tuple[uuid.UUID, str]:
    """A new client and the token of their phone: joined past the limit for one address, which is not the point here."""
    client = accounts.add_client(house, cast.practice, cast.tomas, name, "Europe/London", now)
    with house.main.write() as db:
        row = db.get_one(Client, (cast.practice, client))
        invitation = accounts.invite(house, db, row, Actor("system"), now, confirmed=True)
        joined = invitations.join(house, db, invitation.token, None, "a phone", now)
        assert joined is not None
        return client, joined.token


def at_once(work: list[Any]) -> None:
    """Calls all of these at the same time and waits for the last one; a fault in one is raised here."""
    faults: list[BaseException] = []

    def guarded(call: Any) -> None:
        try:
            call()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(call,)) for call in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]

"""What Ana and Tomas say of goals, and what stands of it on his pages."""

import re
import uuid
from typing import Any

from tests.cast import Phone
from tests.expectations.room import write
from tests.homework.desk import Clock, Desk

Body = dict[str, Any]
BUS = "Ride the bus to my sister alone"
TRAM = "Ride the tram to my sister"


def proposal(words: str = BUS, why: str | None = None) -> Body:
    """What Ana would like."""
    return {"words": words, "why": why}


def reply(answer: str = "yes", version: int = 1, **more: Any) -> Body:
    """Her word on a goal."""
    return {"answer": answer, "version": version, "wording": None, "words": None, **more}


def propose(phone: Phone, clock: Clock, words: str = BUS, **more: Any) -> uuid.UUID:
    """A goal that Ana proposes; its entry."""
    why = more.pop("why", None)
    return write(phone, clock, "goal_proposal", proposal(words, why), **more)


def say(phone: Phone, clock: Clock, goal: uuid.UUID, answer: str = "yes", version: int = 1, **more: Any) -> uuid.UUID:
    """Her word on a goal; its entry."""
    of_body = {name: more.pop(name) for name in ("wording", "words") if name in more}
    return write(phone, clock, "goal_reply", reply(answer, version, **of_body), goal, **more)


def address(client: uuid.UUID, item: object = None) -> str:
    """The page of goals, or where one is answered."""
    return f"/clients/{client}/goals" + (f"/{item}" if item else "")


def new(tomas: Desk, ana: Phone, words: str = BUS, **more: str) -> uuid.UUID:
    """A goal that Tomas proposes, as it came down to Ana; its id."""
    fields = {"new-words": words, "new-revisit_on": "2026-12-31", "says": "yes"}
    answer = tomas.post(address(ana.client), fields | {f"new-{name}": value for name, value in more.items()})
    assert answer.status_code == 303, answer.text
    return uuid.UUID(goals(ana)[-1]["id"])


def answer(tomas: Desk, client: uuid.UUID, item: uuid.UUID, says: str = "yes", **more: str) -> int:
    """Tomas answers with the form as it stands on his page, but for what is given. The status."""
    page = tomas.page(address(client))
    form = re.search(rf'<form[^>]*action="{address(client, item)}".*?</form>', page, re.S)
    assert form, page
    found = dict(re.findall(rf'name="{item}-(\w+)"[^>]* value="([^"]*)"', form[0]))
    fields = {f"{item}-{name}": value for name, value in {**found, **more}.items()}
    return tomas.post(address(client, item), {**fields, "says": says}).status_code


def goals(ana: Phone) -> list[Body]:
    """What came down."""
    ana.sync()
    found: list[Body] = ana.agreed["goals"]
    return found


def groups(tomas: Desk, client: uuid.UUID) -> dict[str, list[str]]:
    """The words of the goals on the page, by the heading they stand under."""
    page = tomas.page(address(client))
    found = re.findall(r'<section class="pillar"><div class="ph"><h2>(.*?)</h2>.*?</section>', page, re.S)
    parts = re.findall(r'<section class="pillar">.*?</section>', page, re.S)
    words = (re.findall(r'<q class="words goal">(.*?)</q>', part, re.S) for part in parts)
    return dict(zip(found, words, strict=True))

"""Consent as an entry: dated, versioned, withdrawn by a new one; nothing is shown before it is given. And questions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server.accounts.models import Client
from server.between_us import section, telling
from server.between_us.opened import opened
from server.between_us.wire import ConsentBody, QuestionBody
from server.entries.kind import EntryKind, Refusal, WhoseEntries, Written
from server.entries.opening import refusal


def check(body: BaseModel) -> Refusal | None:
    """A version is one of our own short names: it is kept in clear, where not every character can stand."""
    assert isinstance(body, ConsentBody)
    return None if body.version.isprintable() else refusal("malformed")


def set_consent(db: Session, whose: WhoseEntries, entries: Sequence[Written], _now: datetime) -> None:
    """Notes the last word on the client's row. ``entries`` are in the order of ``seq``: no phone's clock decides.

    A withdrawn consent entry has no body and means no.
    """
    last = entries[-1]
    client = db.get_one(Client, (whose.practice, whose.client))
    if last.body.get("given"):
        client.consent_version = str(last.body["version"])
        client.consented_at = last.received_at
        client.consent_withdrawn_at = None
    else:
        client.consent_withdrawn_at = last.received_at


def agreed(db: Session, whose: WhoseEntries, _now: datetime) -> dict[str, Any]:
    """This room's part of what comes down: ``opened``, who looked when."""
    return {"opened": opened(db, whose)}


CONSENT = EntryKind(
    kind="consent", body=ConsentBody, check=check, stored=set_consent, agreed=agreed, tell=telling.consent
)
QUESTION = EntryKind(
    kind="question",
    body=QuestionBody,
    tell=telling.question,
    summarise=section.summarise,
    at_a_glance=section.at_a_glance,
    look_back=section.ASKED_FOR,
    glance_back=section.ASKED_FOR,
)

"""Consent as an entry: dated, versioned, withdrawn by a new one; nothing is shown before it is given. And questions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy.orm import Session

from server.accounts.models import Client
from server.between_us import section
from server.between_us.opened import opened
from server.entries.envelope import Wire
from server.entries.kind import EntryKind, Refusal, WhoseEntries, Written
from server.entries.opening import refusal


class ConsentBody(Wire):
    """Yes or no, and the version of the text that was on the screen."""

    given: bool
    version: str = Field(min_length=1, max_length=40)


class QuestionBody(Wire):
    """A question about one of the practice's texts: which, in which version it was read, and words if there are any."""

    text: str = Field(min_length=1, max_length=40)
    version: str = Field(min_length=1, max_length=40)
    words: Annotated[str, StringConstraints(max_length=1000)] | None


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


CONSENT = EntryKind(kind="consent", body=ConsentBody, check=check, stored=set_consent, agreed=agreed)
QUESTION = EntryKind(
    kind="question",
    body=QuestionBody,
    summarise=section.summarise,
    at_a_glance=section.at_a_glance,
    look_back=section.ASKED_FOR,
    glance_back=section.ASKED_FOR,
)

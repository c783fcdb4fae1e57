"""What a rated session, and the word on a repair, offer to sync and to the therapist's pages."""

import uuid

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server import meetings
from server.alliance import telling
from server.alliance.asks import at_a_glance
from server.alliance.section import summarise
from server.alliance.service import agreed_repairs
from server.alliance.told import KIND, LOOK_BACK, REPLY
from server.alliance.wire import AllianceCheckInBody, RepairReplyBody
from server.entries.kind import EntryKind, Refusal, WhoseEntries
from server.i18n import gettext as _


def check(body: BaseModel) -> Refusal | None:
    """Refuses a rating that says nothing, and answers to a session that was not rated."""
    assert isinstance(body, AllianceCheckInBody)
    grades = [body.safety, body.respect, *(body.pillars.model_dump().values() if body.pillars else ())]
    answered = body.felt_off or any(grade is not None for grade in grades)
    if body.outcome == "rated" and not answered and not (body.words and body.words.strip()):
        return Refusal("says_nothing", _("Nothing is chosen yet. Please choose a number, or “Rather not answer”."))
    if body.outcome != "rated" and answered:
        return Refusal("not_rated", _("There are answers to a session that was not rated. Please look at it again."))
    return None


def subjects(db: Session, whose: WhoseEntries, asked: set[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these ids are sessions with this client."""
    return meetings.own(db, whose.practice, whose.client, asked)


ALLIANCE_CHECK_IN = EntryKind(
    kind=KIND,
    body=AllianceCheckInBody,
    tell=telling.tell,
    check=check,
    subjects=subjects,
    summarise=summarise,
    at_a_glance=at_a_glance,
    with_kinds=(REPLY,),
    look_back=LOOK_BACK,
    glance_back=LOOK_BACK,
)

REPAIR_REPLY = EntryKind(
    kind=REPLY,
    body=RepairReplyBody,
    tell=telling.tell_reply,
    comes_down=telling.COMES_DOWN,
    needs_subject=True,
    agreed=agreed_repairs,
)
ALLIANCE = (ALLIANCE_CHECK_IN, REPAIR_REPLY)

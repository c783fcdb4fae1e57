"""Homework as its client reads it again: what they reported, and what was agreed."""

import uuid
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel
from sqlalchemy.orm import Session

from server.entries.kind import WhoseEntries
from server.entries.telling import ComesDown, Said, Shared, Telling, of_ten, said
from server.homework import marks, words
from server.homework.wire import KIND, HomeworkBody, Plan, SharedMark
from server.i18n import gettext as _
from server.web.dates import and_list, full_date


def tell(body: BaseModel) -> Telling:
    """One report. A log of one tap is complete: nothing in it is called unanswered."""
    assert isinstance(body, HomeworkBody)
    grades = [
        of_ten(_("How much"), body.quantity),
        of_ten(_("How well"), body.quality),
        of_ten(_("How hard"), body.difficulty),
    ]
    return Telling(
        _("Homework: {answer}").format(answer=words.state(body.answer)),
        [
            *(grades if any(one.value is not None for one in grades) else ()),
            *said(_("Steps ticked"), str(len(body.steps)) if body.steps else None),
            *said(_("In the way"), and_list([words.obstacle(one) for one in body.obstacles])),
            *said(_("What I noticed"), body.words),
        ],
    )


def tell_plan(body: BaseModel) -> Telling:
    """The plan card."""
    assert isinstance(body, Plan)
    ends = None if body.ends_on is None else full_date(body.ends_on)
    return Telling(
        _("Homework: {what}").format(what=body.what),
        [
            *said(_("For the goal"), body.goal.words if body.goal else None),
            *said(_("Why"), body.why),
            *(Said(_("A step"), step.text) for step in body.steps),
            Said(_("When"), words.schedule(body.schedule)),
            *said(_("Where"), body.where),
            *said(_("How long"), body.how_long),
            of_ten(_("How sure I was"), body.confidence),
            *said(_("What may get in the way"), words.obstacle(body.obstacle) if body.obstacle else None),
            *said(_("What then"), body.then),
            *said(_("What my therapist does"), body.therapist_does),
            Said(_("From"), full_date(body.starts_on)),
            *said(_("Until"), ends),
        ],
    )


COMES_DOWN = {KIND: ComesDown(Plan, tell_plan)}


def shared_marks(db: Session, whose: WhoseEntries) -> Sequence[Shared]:
    """The therapist's own marks, as far as they share them."""
    found = marks.shared_of(db, whose, date.min)
    return [_shared(item, one) for item, every in found.items() for one in every]


def _shared(item: uuid.UUID, mark: SharedMark) -> Shared:
    days = _("{first} to {last}").format(first=full_date(mark.first), last=full_date(mark.last))
    lines = [
        Said(_("By"), mark.by),
        Said(_("Days"), days),
        of_ten(_("How much"), mark.quantity),
        of_ten(_("How well"), mark.quality),
    ]
    return Shared(item, Telling(_("My therapist’s own mark"), lines), mark.model_dump(mode="json"))

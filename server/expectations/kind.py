"""What the room offers to sync and to the therapist's pages: six kinds of entry, two sections."""

from pydantic import BaseModel

from server.entries.kind import EntryKind, Refusal
from server.expectations import glance, predictions, reminding, section, service, telling, told
from server.expectations.wire import (
    ExpectationBody,
    ExpectationLookBody,
    ExpectationReviewBody,
    PredictionBody,
    PredictionOutcomeBody,
    TherapyExpectationBody,
)
from server.i18n import gettext as _


def something_said(body: BaseModel) -> Refusal | None:
    """What is expected of therapy says at least one thing."""
    if any(said is not None for _name, said in body):
        return None
    return Refusal("says_nothing", _("Nothing is written yet. One of the three is enough."))


EXPECTATION = EntryKind(
    kind=told.EXPECTATION,
    body=ExpectationBody,
    tell=telling.expectation,
    comes_down=telling.COMES_DOWN,
    agreed=service.agreed_ladders,
    summarise=section.summarise,
    at_a_glance=glance.at_a_glance,
    with_kinds=(told.LOOK, told.REVIEW, told.THERAPY),
    look_back=told.BACK,
    glance_back=told.BACK,
    stored=reminding.moved,
)
LOOK = EntryKind(
    kind=told.LOOK, body=ExpectationLookBody, tell=telling.look, needs_subject=True, stored=reminding.moved
)
REVIEW = EntryKind(
    kind=told.REVIEW, body=ExpectationReviewBody, tell=telling.review, needs_subject=True, stored=reminding.moved
)
THERAPY = EntryKind(
    kind=told.THERAPY,
    body=TherapyExpectationBody,
    tell=telling.therapy,
    check=something_said,
    agreed=service.agreed_look,
    stored=service.look_moved,
)
PREDICTION = EntryKind(
    kind=told.PREDICTION,
    body=PredictionBody,
    tell=telling.prediction,
    summarise=predictions.summarise,
    with_kinds=(told.OUTCOME,),
    look_back=told.BACK,
    stored=reminding.moved,
)
OUTCOME = EntryKind(
    kind=told.OUTCOME, body=PredictionOutcomeBody, tell=telling.outcome, needs_subject=True, stored=reminding.moved
)

EXPECTATIONS = [EXPECTATION, LOOK, REVIEW, THERAPY, PREDICTION, OUTCOME]

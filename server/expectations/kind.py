"""What the room offers to sync and to the therapist's pages: six kinds of entry."""

from pydantic import BaseModel

from server.entries.kind import EntryKind, Refusal
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


EXPECTATION = EntryKind(kind="expectation", body=ExpectationBody)
LOOK = EntryKind(kind="expectation_look", body=ExpectationLookBody, needs_subject=True)
REVIEW = EntryKind(kind="expectation_review", body=ExpectationReviewBody, needs_subject=True)
THERAPY = EntryKind(kind="therapy_expectation", body=TherapyExpectationBody, check=something_said)
PREDICTION = EntryKind(kind="prediction", body=PredictionBody)
OUTCOME = EntryKind(kind="prediction_outcome", body=PredictionOutcomeBody, needs_subject=True)

EXPECTATIONS = [EXPECTATION, LOOK, REVIEW, THERAPY, PREDICTION, OUTCOME]

"""What a client told: each expectation with its looks and its review, each prediction with its outcome.

An entry joins only what it is about. Where that is not here (held, taken back, long ago, somebody else's) it stands
alone; of what is held only its being there is known.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from server.entries.envelope import Wire
from server.entries.kind import Held, Written
from server.expectations.rules import Feared, Finished, Standing, standing
from server.expectations.wire import (
    ExpectationBody,
    ExpectationLookBody,
    ExpectationReviewBody,
    PredictionBody,
    PredictionOutcomeBody,
    TherapyExpectationBody,
)

EXPECTATION = "expectation"
LOOK = "expectation_look"
REVIEW = "expectation_review"
THERAPY = "therapy_expectation"
PREDICTION = "prediction"
OUTCOME = "prediction_outcome"
BACK = timedelta(weeks=60)
"""How far back they are read: few entries, some about a day many months ahead."""

Body = TypeVar("Body", bound=Wire)


@dataclass(frozen=True)
class Said(Generic[Body]):
    """One readable entry with its body."""

    entry: Written
    body: Body


Look = Said[ExpectationLookBody]
Review = Said[ExpectationReviewBody]
Outcome = Said[PredictionOutcomeBody]
Therapy = Said[TherapyExpectationBody]


@dataclass
class Expected:
    """One expectation, the looks at it and its reviews: more than one where two phones told what happened."""

    entry: Written
    body: ExpectationBody
    looks: list[Look] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    review_held: bool = False

    @property
    def review(self) -> Review | None:
        """The one that counts: what was told last."""
        return self.reviews[-1] if self.reviews else None

    @property
    def by(self) -> date:
        """The day that holds now."""
        return next((one.body.by for one in reversed(self.looks) if one.body.by is not None), self.body.by)

    @property
    def words(self) -> str:
        """The words that hold now."""
        return next((one.body.words for one in reversed(self.looks) if one.body.words), self.body.words)

    @property
    def likelihoods(self) -> list[tuple[date, int]]:
        """How likely it was said to be, each time it was said, with the day."""
        first = (self.entry.local_date, self.body.likelihood)
        every = [first, *((one.entry.local_date, one.body.likelihood) for one in self.looks)]
        return [(day, likelihood) for day, likelihood in every if likelihood is not None]

    def likely_before(self, look: Look) -> list[int]:
        """How likely it was said to be before this look at it."""
        looks = self.looks[: self.looks.index(look)]
        said = [self.body.likelihood, *(one.body.likelihood for one in looks)]
        return [likelihood for likelihood in said if likelihood is not None]

    @property
    def finished(self) -> Finished | None:
        """What it counts as. Of several likelihoods the first counts: the later ones know more."""
        if self.review is None:
            return None
        said = self.likelihoods
        return Finished(said[0][1] if said else None, self.review.body.level)

    def stands(self, today: date) -> Standing:
        """How it stands on a day."""
        return standing(self.by, today, self.review is not None, self.review_held)

    @property
    def entries(self) -> list[Written]:
        """All entries it is made of."""
        return [self.entry, *(one.entry for one in self.looks), *(one.entry for one in self.reviews)]


@dataclass
class Predicted:
    """One prediction of a feared situation, and its outcomes: more than one where two phones told what happened."""

    entry: Written
    body: PredictionBody
    outcomes: list[Outcome] = field(default_factory=list)
    outcome_held: bool = False

    @property
    def outcome(self) -> Outcome | None:
        """The one that counts: what was told last."""
        return self.outcomes[-1] if self.outcomes else None

    @property
    def entries(self) -> list[Written]:
        """All entries it is made of."""
        return [self.entry, *(one.entry for one in self.outcomes)]

    @property
    def feared(self) -> Feared | None:
        """What it counts as."""
        if self.outcome is None:
            return None
        return Feared(self.outcome.body.happened, self.body.how_bad, self.outcome.body.how_bad)

    def stands(self, today: date) -> Standing:
        """How it stands on a day."""
        return standing(self.body.on, today, self.outcome is not None, self.outcome_held)


@dataclass
class Told:
    """All that can be read of one client's expectations, everything in the order of arrival; and how much is held."""

    expected: list[Expected] = field(default_factory=list)
    loose_looks: list[Look] = field(default_factory=list)
    loose_reviews: list[Review] = field(default_factory=list)
    therapy: list[Therapy] = field(default_factory=list)
    predicted: list[Predicted] = field(default_factory=list)
    loose_outcomes: list[Outcome] = field(default_factory=list)


def _of(kind: str, model: type[Body], entries: Iterable[Written]) -> list[Said[Body]]:
    return [Said(one, model.model_validate(dict(one.body))) for one in entries if one.kind == kind]


def told(entries: Sequence[Written], held: Iterable[Held] = ()) -> Told:
    """Joins what belongs together. ``entries`` are in the order of arrival."""
    waiting = {(kind, subject) for kind, subject, _day in held}
    found = Told(therapy=_of(THERAPY, TherapyExpectationBody, entries))
    expected: dict[uuid.UUID | None, Expected] = {}
    for one in _of(EXPECTATION, ExpectationBody, entries):
        expected[one.entry.id] = Expected(one.entry, one.body, review_held=(REVIEW, one.entry.id) in waiting)
    for look in _of(LOOK, ExpectationLookBody, entries):
        about = expected.get(look.entry.subject)
        (found.loose_looks if about is None else about.looks).append(look)
    for review in _of(REVIEW, ExpectationReviewBody, entries):
        about = expected.get(review.entry.subject)
        (found.loose_reviews if about is None else about.reviews).append(review)
    found.expected = [*expected.values()]
    _join_predictions(found, entries, waiting)
    return found


def _join_predictions(found: Told, entries: Sequence[Written], waiting: set[tuple[str, uuid.UUID | None]]) -> None:
    predicted: dict[uuid.UUID | None, Predicted] = {}
    for one in _of(PREDICTION, PredictionBody, entries):
        predicted[one.entry.id] = Predicted(one.entry, one.body, outcome_held=(OUTCOME, one.entry.id) in waiting)
    for outcome in _of(OUTCOME, PredictionOutcomeBody, entries):
        about = predicted.get(outcome.entry.subject)
        (found.loose_outcomes if about is None else about.outcomes).append(outcome)
    found.predicted = [*predicted.values()]

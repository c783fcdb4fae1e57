"""What is known of one client's goals: each with its versions and the client's words on them, and proposals alone.

Of what is held only its being there is known.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from server.entries.agreed import AgreedThing
from server.entries.kind import Held, Written
from server.goals.rules import Said, Side, Standing, Wording, look_again, standing
from server.goals.wire import GoalProposalBody, GoalReplyBody, WrittenGoal

GOAL = "goal"
PROPOSAL = "goal_proposal"
REPLY = "goal_reply"
BACK = timedelta(weeks=520)
"""A yes holds until somebody says otherwise: however old it is, it is read. There are few of them."""


@dataclass(frozen=True)
class Version:
    """One version, and when it was written."""

    version: int
    at: datetime
    body: WrittenGoal

    @property
    def wording(self) -> Wording:
        """What the rules need of it."""
        return Wording(self.version, self.body.words, self.body.stance, self.body.revisit_on)


@dataclass(frozen=True)
class Proposal:
    """The client's own proposal."""

    entry: Written
    body: GoalProposalBody


@dataclass(frozen=True)
class Reply:
    """The client's word on one version."""

    entry: Written
    body: GoalReplyBody


@dataclass
class Goal:
    """One goal; without versions it is a proposal that nobody answered yet. ``id`` is the goal's or the proposal's."""

    id: uuid.UUID
    versions: Sequence[Version]
    proposal: Proposal | None = None
    replies: list[Reply] = field(default_factory=list)
    held: bool = False

    @property
    def said(self) -> list[Said]:
        """The client's words in the order of arrival."""
        found = []
        if self.proposal is not None:
            began = self.versions[0].body.began if self.versions else None
            # What was changed after it was answered asks for other words than those that were answered.
            version = 1 if began is not None and self.proposal.entry.revision > began.revision else 0
            found.append(Said(version, "change", self.proposal.body.words, self.proposal.entry.local_date))
        bodies = ((one.entry.local_date, one.body) for one in self.replies)
        return found + [Said(body.version, body.answer, body.wording, on) for on, body in bodies]

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing([one.wording for one in self.versions], self.said)

    def look_again(self, today: date) -> frozenset[Side]:
        """Who is asked to look at it again."""
        return look_again([one.wording for one in self.versions], self.said, today)

    @property
    def words(self) -> str:
        """What it is called: as both agreed, else as it was put last."""
        holds = self.standing.holds
        if holds is not None:
            return holds.words
        return self.put

    @property
    def put(self) -> str:
        """How the therapist put it last; of a proposal, how the client did."""
        if self.versions:
            return self.versions[-1].body.words
        assert self.proposal is not None
        return self.proposal.body.words

    @property
    def asked_for(self) -> str | None:
        """The words that the client would rather have, while they wait for the therapist's."""
        if self.standing.stands != "waits_for_therapist":
            return None
        return next((one.wording for one in reversed(self.said) if one.wording), None)

    @property
    def entries(self) -> list[Written]:
        """What the client wrote about it, in the order of arrival."""
        first = [self.proposal.entry] if self.proposal else []
        return first + [one.entry for one in self.replies]


def told(things: Iterable[Sequence[AgreedThing]], entries: Sequence[Written], held: Iterable[Held] = ()) -> list[Goal]:
    """Every goal, oldest first, then the proposals without an answer. ``entries`` are in the order of arrival."""
    waiting = {subject for kind, subject, _day in held if kind == REPLY}
    proposals = {one.id: _proposal(one) for one in entries if one.kind == PROPOSAL}
    goals: dict[uuid.UUID | None, Goal] = {}
    for versions in things:
        every = [Version(one.revision, one.agreed_at, WrittenGoal.model_validate(one.body)) for one in versions]
        began = every[0].body.began
        proposal = proposals.pop(began.entry, None) if began else None
        goals[versions[0].id] = Goal(versions[0].id, every, proposal, held=versions[0].id in waiting)
    for one in entries:
        if one.kind == REPLY and one.subject in goals:
            goals[one.subject].replies.append(Reply(one, GoalReplyBody.model_validate(dict(one.body))))
    return [*goals.values(), *(Goal(id_, [], one) for id_, one in proposals.items())]


def _proposal(entry: Written) -> Proposal:
    return Proposal(entry, GoalProposalBody.model_validate(dict(entry.body)))

"""What goals offer to sync and to the therapist's pages: a proposal of the client's own, and their word on a goal."""

from pydantic import BaseModel

from server.entries.kind import EntryKind, Refusal
from server.goals import asks, section, service, telling
from server.goals.told import BACK, PROPOSAL, REPLY
from server.goals.wire import GoalProposalBody, GoalReplyBody
from server.i18n import gettext as _


def check(body: BaseModel) -> Refusal | None:
    """Other words come with *change it*, and with nothing else; that says at least something."""
    assert isinstance(body, GoalReplyBody)
    if body.answer == "change" and body.wording is None and not (body.words and body.words.strip()):
        return Refusal(
            "says_nothing", _("Nothing is written yet. How would you put the goal, or what would you change?")
        )
    if body.answer != "change" and body.wording is not None:
        return Refusal("not_a_change", _("There are new words with an answer that changes nothing. Please look again."))
    return None


GOAL_PROPOSAL = EntryKind(
    kind=PROPOSAL,
    body=GoalProposalBody,
    tell=telling.proposal,
    comes_down=telling.COMES_DOWN,
    agreed=service.agreed,
    called=service.called,
    summarise=section.summarise,
    at_a_glance=asks.at_a_glance,
    with_kinds=(REPLY,),
    look_back=BACK,
    glance_back=BACK,
)
GOAL_REPLY = EntryKind(kind=REPLY, body=GoalReplyBody, tell=telling.reply, check=check, needs_subject=True)
GOALS = (GOAL_PROPOSAL, GOAL_REPLY)

"""Goals as their client reads them again: what they said, and what the therapist wrote."""

from pydantic import BaseModel

from server.entries.telling import ComesDown, Said, Telling, said
from server.goals.told import GOAL
from server.goals.wire import GoalProposalBody, GoalReplyBody, WrittenGoal
from server.i18n import gettext as _
from server.web.dates import full_date


def proposal(body: BaseModel) -> Telling:
    """What the client would like to work towards."""
    assert isinstance(body, GoalProposalBody)
    return Telling(_("A goal I proposed"), [Said(_("My words"), body.words), *said(_("Why"), body.why)])


def reply(body: BaseModel) -> Telling:
    """The client's word on a goal."""
    assert isinstance(body, GoalReplyBody)
    answer = {"yes": _("yes"), "change": _("change it"), "not_now": _("not now"), "reached": _("reached")}[body.answer]
    return Telling(
        _("My word on a goal: {answer}").format(answer=answer),
        [
            Said(_("Version"), str(body.version)),
            *said(_("How I would put it"), body.wording),
            *said(_("My words"), body.words),
        ],
    )


def goal(body: BaseModel) -> Telling:
    """One version of a goal as the therapist wrote it."""
    assert isinstance(body, WrittenGoal)
    stance = {"yes": _("yes"), "not_now": _("not now"), "reached": _("reached")}[body.stance]
    return Telling(
        _("Goal: {words}").format(words=body.words),
        [
            Said(_("My therapist says"), stance),
            *said(_("To look at again"), None if body.revisit_on is None else full_date(body.revisit_on)),
            *said(_("Note"), body.note),
        ],
    )


COMES_DOWN = {GOAL: ComesDown(WrittenGoal, goal)}

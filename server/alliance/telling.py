"""Rated sessions and repairs as their client reads them again."""

from collections.abc import Iterator

from pydantic import BaseModel

from server.alliance.service import REPAIR
from server.alliance.wire import AllianceCheckInBody, PillarGrades, RepairBody, RepairReplyBody
from server.entries.telling import ComesDown, Said, Telling, of_ten, said
from server.i18n import gettext as _


def tell(body: BaseModel) -> Telling:
    """One rating."""
    assert isinstance(body, AllianceCheckInBody)
    if body.outcome != "rated":
        answer = {"did_not_meet": _("we did not meet"), "rather_not": _("rather not answer")}[body.outcome]
        return Telling(_("A session: {answer}").format(answer=answer), list(said(_("My words"), body.words)))
    return Telling(
        _("How a session was for me"),
        [
            of_ten(_("How safe"), body.safety),
            of_ten(_("How respected"), body.respect),
            *said(_("Something felt off"), _("yes") if body.felt_off else None),
            *(_pillars(body.pillars) if body.pillars else ()),
            *said(_("My words"), body.words),
        ],
    )


def _pillars(of: PillarGrades) -> Iterator[Said]:
    """The wider look, once a month."""
    yield of_ten(_("Easy to be myself"), of.rapport)
    yield of_ten(_("Same direction"), of.goals)
    yield of_ten(_("Realistic hopes"), of.expectations)
    yield of_ten(_("Work shared"), of.responsibility)
    yield of_ten(_("Seen with my eyes"), of.empathy)


def tell_reply(body: BaseModel) -> Telling:
    """Whether what was changed helped."""
    assert isinstance(body, RepairReplyBody)
    answer = {"helped": _("it helped"), "not_yet": _("not yet"), "leave_it": _("leave it")}[body.answer]
    return Telling(_("Did it help? {answer}").format(answer=answer), list(said(_("My words"), body.words)))


def tell_repair(body: BaseModel) -> Telling:
    """What the therapist wrote for the client after talking."""
    assert isinstance(body, RepairBody)
    lines = [*said(_("What we talked about"), body.talked), *said(_("What changes"), body.changes)]
    return Telling(_("Agreed after talking"), lines)


COMES_DOWN = {REPAIR: ComesDown(RepairBody, tell_repair)}

"""The form of one goal: what is typed stays typed, and an error stands beside its field."""

from datetime import date, timedelta
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField
from wtforms.validators import DataRequired, Optional, StopValidation

from server.goals.rules import Stance
from server.goals.told import Goal
from server.goals.wire import WrittenGoal
from server.i18n import gettext as _
from server.web.fields import Near, line, passage

LOOK_AGAIN_IN = timedelta(weeks=6)


class GoalForm(FlaskForm):
    """A goal in words, the day to look at it again, and a few words to the client.

    ``version`` is the one the page was made of: nobody answers words that they did not see.
    """

    version = HiddenField()
    words = line(_("The goal, in words you both use"), DataRequired(_("Say in a few words what it is.")))
    revisit_on = DateField(_("Look at it again on"), [Optional(), Near()])
    note = passage(_("A few words with it"))

    def __init__(self, today: date, **rest: Any) -> None:
        self.today = today
        super().__init__(**rest)

    def validate_revisit_on(self, field: DateField) -> None:
        """Still to come."""
        if field.data and field.data <= self.today:
            raise StopValidation(_("This day is over. Choose one that is still to come."))

    def goal(self, stance: Stance, as_it_was: str | None) -> WrittenGoal:
        """What a form that was found valid says. Whoever ends a goal leaves its words as they were."""
        words = self.words.data if stance == "yes" or as_it_was is None else as_it_was
        day = self.revisit_on.data if stance == "yes" else None
        return WrittenGoal(words=words, revisit_on=day, stance=stance, note=self.note.data or None, began=None)


def blank(today: date) -> GoalForm:
    """The form of a new goal."""
    return GoalForm(today, formdata=None, prefix="new-", data={"revisit_on": today + LOOK_AGAIN_IN})


def form_of(goal: Goal, today: date) -> GoalForm:
    """The form of a goal as it stands: in the client's words where they asked for others."""
    kept = goal.versions[-1].body.revisit_on if goal.versions else None
    day = kept if kept and kept > today else today + LOOK_AGAIN_IN
    given = {"version": version_of(goal), "words": goal.asked_for or goal.put, "revisit_on": day}
    return GoalForm(today, formdata=None, prefix=f"{goal.id}-", data=given)


def sent(goal: Goal | None, today: date) -> GoalForm:
    """The form that came back."""
    return GoalForm(today, prefix=f"{goal.id}-" if goal else "new-")


def version_of(goal: Goal) -> str:
    """What of a goal a page shows: its version, and how much the client said of it."""
    return f"{len(goal.versions)}/{len(goal.said)}/{max((one.revision for one in goal.entries), default=0)}"

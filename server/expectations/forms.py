"""The forms of the page of expectations: what is typed stays typed, and an error stands beside its field."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, StopValidation

from server.expectations import words
from server.expectations.service import WrittenLadder
from server.expectations.starts import FIELDS, Start
from server.expectations.wire import MOST_SESSIONS, TherapyExpectationBody
from server.i18n import gettext as _
from server.web.fields import Near, day_of, passage

STARTS_AT = "-1"
"""So that getting worse has a level."""


def _levels(none: str | None = None) -> list[SelectChoice]:
    choices = [SelectChoice(str(n), words.level(n)) for n in (-2, -1, 0, 1, 2)]
    return choices if none is None else [SelectChoice("", none), *choices]


class LadderForm(FlaskForm):
    """Five levels by a day, and what they are about."""

    begun_from = HiddenField(default="empty")
    subject = SelectField(_("What it is about"), choices=[])
    much_more = passage(_("Much more than expected"))
    more = passage(_("More than expected"))
    words = passage(_("What is realistically expected"), DataRequired(_("Say in a few words what is expected.")))
    less = passage(_("Less than expected"))
    much_less = passage(_("Much less than expected"))
    by = DateField(_("By"), [InputRequired(_("By which day?")), Near()])
    starts_at = SelectField(_("How it is today"), choices=[], default=STARTS_AT)
    likelihood = IntegerField(
        _("How likely you think it is, 0 to 100%"), [Optional(), NumberRange(0, 100, _("From 0 to 100."))]
    )

    def __init__(self, today: date, called: Mapping[uuid.UUID, str], **rest: Any) -> None:
        self.today = today
        super().__init__(**rest)
        alone = SelectChoice("", _("Nothing else: it stands alone"))
        self.subject.choices = [alone, *(SelectChoice(str(id_), name) for id_, name in called.items())]
        self.starts_at.choices = _levels()

    def validate_by(self, field: DateField) -> None:
        """Still to come."""
        if field.data and field.data < self.today:
            raise StopValidation(_("This day is over. Choose one that is still to come."))

    def begin(self, new: Start, before: Start) -> None:
        """Takes over a ladder, but only where nothing of one's own was typed since the one before."""
        self.begun_from.data = new.key
        for name in FIELDS:
            if (self[name].data or "") in ("", before.at(name)):
                self[name].data = new.at(name)

    def ladder(self) -> WrittenLadder:
        """The ladder of a form that was found valid."""
        return WrittenLadder(
            subject=uuid.UUID(self.subject.data) if self.subject.data else None,
            words=self.words.data or "",
            by=day_of(self.by),
            much_less=self.much_less.data or None,
            less=self.less.data or None,
            more=self.more.data or None,
            much_more=self.much_more.data or None,
            start=int(self.starts_at.data),
            likelihood=self.likelihood.data,
        )


def filled_from(ladder: WrittenLadder) -> dict[str, Any]:
    """A ladder as the form's first values."""
    subject = str(ladder.subject) if ladder.subject else ""
    return {**ladder.model_dump(exclude={"start", "subject"}), "subject": subject, "starts_at": str(ladder.start)}


class ViewForm(FlaskForm):
    """What the therapist expects of the therapy."""

    change = passage(_("What can realistically change in the time there is"))
    hope = passage(_("What gives you hope"))
    sessions = IntegerField(
        _("How many sessions there are"),
        [Optional(), NumberRange(1, MOST_SESSIONS, _("From 1 to {n}.").format(n=MOST_SESSIONS))],
    )

    def validate_change(self, field: Any) -> None:
        """One of the three is enough."""
        said = field.data or self.hope.data or self.sessions.data is not None or self.sessions.process_errors
        if not said:
            raise StopValidation(_("Nothing is written yet. One of the three is enough."))

    def view(self) -> TherapyExpectationBody:
        """What a form that was found valid says."""
        return TherapyExpectationBody(
            change=self.change.data or None, hope=self.hope.data or None, sessions=self.sessions.data
        )


class RatingForm(FlaskForm):
    """The level that the therapist sees reached."""

    level = SelectField(_("Level reached, as you see it"), choices=[], validate_choice=True)

    def __init__(self, **rest: Any) -> None:
        super().__init__(**rest)
        self.level.choices = _levels(_("Not rated"))

"""The forms of the sessions pages. Days and times are those on the practice's wall."""

from datetime import date, time, timedelta
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, Field, IntegerField, RadioField, StringField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation

from server.i18n import gettext as _

YEAR = timedelta(days=366)


class NearDay:
    """A day that can be meant: from a year back to two years ahead of ``form.today``. Catches a mistyped year."""

    def __call__(self, form: Any, field: Field) -> None:
        """Raises ``StopValidation``."""
        if field.data is None or not form.today - YEAR <= field.data <= form.today + 2 * YEAR:
            raise StopValidation(_("Choose a day between last year and the year after next."))


def wall(on: date | None, at: time | None) -> tuple[date, str]:
    """The day and the time (``HH:MM``) of a form that was found valid."""
    assert on is not None
    assert at is not None
    return on, at.strftime("%H:%M")


def _day(label: str) -> DateField:
    return DateField(label, [InputRequired(_("Choose a day.")), NearDay()])


def _time() -> TimeField:
    return TimeField(_("Time"), [InputRequired(_("Choose a time, like 14:00."))])


def _minutes() -> IntegerField:
    allowed = NumberRange(10, 240, _("A session lasts from 10 to 240 minutes."))
    return IntegerField(_("Minutes"), [InputRequired(_("How long does it last?")), allowed], default=50)


class Dated(FlaskForm):
    """A form about days; ``today`` is the practice's own day."""

    def __init__(self, today: date, **rest: Any) -> None:
        self.today = today
        super().__init__(**rest)


class RecurringForm(Dated):
    """Sessions that come again."""

    on = _day(_("First session"))
    at = _time()
    minutes = _minutes()
    every_weeks = RadioField(
        _("How often"),
        choices=[
            SelectChoice("1", _("Every week")),
            SelectChoice("2", _("Every two weeks")),
            SelectChoice("4", _("Every four weeks")),
        ],
        default="1",
    )


class SingleForm(Dated):
    """One session."""

    on = _day(_("Day"))
    at = _time()
    minutes = _minutes()


class MoveForm(Dated):
    """Another day and time for one session."""

    on = _day(_("New day"))
    at = _time()


class EndForm(Dated):
    """The last day of a series."""

    ends_on = _day(_("No sessions after"))


class FileForm(FlaskForm):
    """A calendar file. It is read, and not kept."""

    file = FileField(_("Calendar file"), [FileRequired(_("Choose a file."))])

    def refuse(self, why: str) -> None:
        """Says beside the field why the file was not taken."""
        self.file.errors = [why]


class ReadingForm(FlaskForm):
    """When this therapist usually reads, in words that follow "usually reads"."""

    words = StringField(_("I usually read …"), [Length(max=100, message=_("Please keep it under 100 letters."))])

"""Fields that the forms of several rooms are made of: what is typed is stripped, and too much of it is said so."""

from datetime import date, timedelta
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from server.i18n import gettext as _

YEAR = timedelta(days=366)
LINE, PASSAGE = 200, 1000


def _stripped(text: str | None) -> str | None:
    return text.strip() if text else text


def line(label: str, *more: Any, most: int = LINE) -> StringField:
    """One line of text."""
    too_long = Length(max=most, message=_("Please keep it under {n} letters.").format(n=most))
    return StringField(label, [*more, too_long], filters=[_stripped])


def passage(label: str, *more: Any) -> TextAreaField:
    """Some sentences."""
    too_long = Length(max=PASSAGE, message=_("Please keep it under {n} letters.").format(n=PASSAGE))
    return TextAreaField(label, [*more, too_long], filters=[_stripped])


class Near:
    """A day from a year back to two years ahead of ``form.today``: catches a mistyped year."""

    def __call__(self, form: Any, field: Field) -> None:
        """Raises ``StopValidation``."""
        if field.data is not None and not form.today - YEAR <= field.data <= form.today + 2 * YEAR:
            raise StopValidation(_("Choose a day between last year and the year after next."))


def day_of(field: Any) -> date:
    """The day of a field that was found valid and had to be filled in."""
    assert isinstance(field.data, date)
    return field.data

"""The forms of the owner's pages."""

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, Form, FormField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from server.i18n import gettext as _
from server.practice.defaults import Line, Words
from server.practice.rules import paragraphs

MOST_LETTERS = 8000
MOST_LINES = 12


def _at_most(letters: int) -> Length:
    return Length(max=letters, message=_("Please keep it under {n} letters.").format(n=letters))


class TextForm(FlaskForm):
    """One text: a title, and paragraphs with an empty line between them."""

    title = StringField(_("Title"), [DataRequired(_("Give it a title.")), _at_most(200)])
    told = TextAreaField(_("Text"), [_at_most(MOST_LETTERS)])

    def validate_told(self, field: Field) -> None:
        """An empty text would be shown to clients."""
        if not paragraphs(field.data or ""):
            raise ValidationError(_("Write at least one paragraph."))

    def words(self) -> Words:
        """What was typed."""
        return Words((self.title.data or "").strip(), paragraphs(self.told.data or ""))


class LineForm(Form):
    """One help line."""

    name = StringField(_("Who answers"), [DataRequired(_("Say who answers.")), _at_most(100)])
    number = StringField(_("Number"), [DataRequired(_("Type the number to call.")), _at_most(40)])
    hours = StringField(_("When"), [_at_most(100)])

    def validate_number(self, field: Field) -> None:
        """A phone has to be able to call it."""
        if not re.search(r"\d", field.data):
            raise ValidationError(_("Type the number to call."))


class LinesForm(FlaskForm):
    """All help lines, in the order they are shown."""

    lines = FieldList(FormField(LineForm), max_entries=MOST_LINES)

    def typed(self) -> list[Line]:
        """What was typed."""
        return [Line(*((one[part] or "").strip() for part in ("name", "number", "hours"))) for one in self.lines.data]

    def without(self, place: int) -> "LinesForm":
        """The same without one line; all else stays as typed."""
        kept: list[dict[str, Any]] = [one for at, one in enumerate(self.lines.data) if at != place]
        return LinesForm(formdata=None, data={"lines": kept})

    def with_another(self) -> "LinesForm":
        """The same with an empty line at the end, where there is room for one."""
        empty: list[dict[str, Any]] = [{}] if len(self.lines) < MOST_LINES else []
        return LinesForm(formdata=None, data={"lines": [*self.lines.data, *empty]})

"""The forms of the open question: one line each, which may stay empty."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import Length

from server.i18n import gettext as _

LINE = 200


def _line(label: str) -> StringField:
    too_long = Length(max=LINE, message=_("Please keep it under {n} letters.").format(n=LINE))
    return StringField(label, [too_long], filters=[lambda text: text.strip() if text else text])


class AskForm(FlaskForm):
    """Opens a question by hand."""

    line = _line(_("What made you think of it"))


class TalkedForm(FlaskForm):
    """Closes the question."""

    line = _line(_("What was talked about, in a line"))

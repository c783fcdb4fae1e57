"""The forms of the open question. All of their fields may stay empty."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import StopValidation

from server.i18n import gettext as _
from server.web.fields import line, passage


class AskForm(FlaskForm):
    """Opens a question by hand."""

    line = line(_("What made you think of it"))


def plain_words(_form: FlaskForm, field: Field) -> None:
    """What the client reads never calls it a rupture. Raises ``StopValidation``."""
    if "rupture" in (field.data or "").lower():
        raise StopValidation(_("Your client reads this. Please say it without the word “rupture”."))


class TalkedForm(FlaskForm):
    """Closes the question, and has what the client reads of it. ``page_of`` has when its page was made."""

    talked = passage(_("What we talked about"), plain_words)
    changes = passage(_("What changes"), plain_words)
    line = line(_("For yourself, in a line"))
    page_of = HiddenField()

    @property
    def shown_at(self) -> datetime | None:
        """When its page was made; ``None`` where that cannot be told."""
        try:
            at = datetime.fromisoformat(self.page_of.data or "")
        except ValueError:
            return None
        return at if at.tzinfo is not None else None

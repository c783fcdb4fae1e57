"""The forms of the open question: one line each, which may stay empty."""

from datetime import datetime

from flask_wtf import FlaskForm
from wtforms import HiddenField

from server.i18n import gettext as _
from server.web.fields import line


class AskForm(FlaskForm):
    """Opens a question by hand."""

    line = line(_("What made you think of it"))


class TalkedForm(FlaskForm):
    """Closes the question. ``page_of`` has when its page was made."""

    line = line(_("What was talked about, in a line"))
    page_of = HiddenField()

    @property
    def shown_at(self) -> datetime | None:
        """When its page was made; ``None`` where that cannot be told."""
        try:
            at = datetime.fromisoformat(self.page_of.data or "")
        except ValueError:
            return None
        return at if at.tzinfo is not None else None

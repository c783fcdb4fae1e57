"""The form of the therapist's page of this room."""

from datetime import time

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, TimeField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import InputRequired

from server.i18n import gettext as _
from server.reminders.week_ready import Wish
from server.web import dates


class WishForm(FlaskForm):
    """When to be told; and, where this browser is to do it from now on, its push address as it gave it."""

    weekday = SelectField(_("Day"), coerce=int, choices=[])
    at = TimeField(_("Time"), [InputRequired(_("Choose a time, like 18:00."))])
    endpoint = HiddenField()
    p256dh = HiddenField()
    auth = HiddenField()
    vapid = HiddenField()

    def __init__(self, first_weekday: int, wish: Wish) -> None:
        super().__init__(data={"weekday": wish.weekday, "at": time.fromisoformat(wish.at)})
        names = dates.weekday_names()
        self.weekday.choices = [SelectChoice(n % 7, names[n % 7]) for n in range(first_weekday, first_weekday + 7)]

    def wish(self) -> Wish:
        """What a form that was found valid asks for."""
        assert self.at.data is not None
        return Wish(self.weekday.data, self.at.data.strftime("%H:%M"))

    def address(self) -> dict[str, str]:
        """What the browser gave."""
        return {name: self[name].data or "" for name in ("endpoint", "p256dh", "auth", "vapid")}

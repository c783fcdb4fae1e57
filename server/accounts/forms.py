"""The forms of signing in and of clients. Sentences are looked up when they are shown, in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import available_timezones

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, StopValidation, ValidationError

from server.accounts import passwords, rules
from server.accounts.rules import PasswordFault
from server.i18n import gettext as _

Say = Callable[[], str]
COVER_HOLDS = timedelta(days=184)


class Needed:
    """Something must be typed; ``say`` is the sentence beside the field."""

    def __init__(self, say: Say, most: int) -> None:
        self.say = say
        self.most = most

    def __call__(self, _form: object, field: Field) -> None:
        """Stops at an empty field or one that is too long."""
        text = field.data or ""
        if not text.strip():
            raise StopValidation(self.say())
        if len(text) > self.most:
            raise StopValidation(_("That is too long: %(most)d characters at most.") % {"most": self.most})


def name_needed() -> str:
    """For a sign-in name left empty."""
    return _("Type your sign-in name.")


def password_needed() -> str:
    """For a password left empty."""
    return _("Type your password.")


def code_needed() -> str:
    """For a code left empty."""
    return _("Type the code.")


def client_name_needed() -> str:
    """For a client without a name."""
    return _("Type a name. A first name or initials are enough.")


def password_sentence(fault: PasswordFault) -> str:
    """Why a new password will not do, and what would."""
    sentences: dict[PasswordFault, str] = {
        "short": _("That is too short. Use 12 characters or more; three or four unrelated words are good."),
        "long": _("That is too long. Use 200 characters at most."),
        "plain": _("That repeats too few characters. Three or four unrelated words are good."),
        "name": _("That is mostly your sign-in name. Choose something that is not about you."),
        "common": _("Many people use that password, so it is tried first. Choose another one."),
    }
    return sentences[fault]


class Press(FlaskForm):
    """A button that changes something."""


class SignInForm(FlaskForm):
    """Name, password and the authenticator's code, in one go."""

    name = StringField(_("Sign-in name"), [Needed(name_needed, 80)])
    password = PasswordField(_("Password"), [Needed(password_needed, 1000)])
    code = StringField(_("Code from your authenticator"), [Needed(code_needed, 40)])


class RecoveryForm(FlaskForm):
    """Name, password and one of the codes kept on paper."""

    name = StringField(_("Sign-in name"), [Needed(name_needed, 80)])
    password = PasswordField(_("Password"), [Needed(password_needed, 1000)])
    code = StringField(_("Recovery code"), [Needed(code_needed, 40)])
    again = BooleanField(_("My authenticator is gone: set up a new one now"))


class FirstForm(FlaskForm):
    """The first sign-in: the code from the command line, and a new password."""

    name = StringField(_("Sign-in name"), [Needed(name_needed, 80)])
    code = StringField(_("One-time code"), [Needed(code_needed, 40)])
    password = PasswordField(_("New password"), [Needed(password_needed, 1000)])
    again = PasswordField(_("New password, once more"), [Needed(password_needed, 1000)])

    def validate_password(self, field: Field) -> None:
        """Refuses what is guessed first."""
        fault = rules.password_fault(field.data, self.name.data or "", passwords.common())
        if fault is not None:
            raise ValidationError(password_sentence(fault))

    def validate_again(self, field: Field) -> None:
        """Both the same: nobody can see what was typed."""
        if field.data != self.password.data:
            raise ValidationError(_("The two passwords differ. Type the same one twice."))


class AuthenticatorForm(FlaskForm):
    """The first code of a new authenticator."""

    code = StringField(_("Code from your authenticator"), [Needed(code_needed, 40)])


class ClientForm(FlaskForm):
    """A new client. Their time zone decides which day an entry belongs to."""

    name = StringField(_("Name"), [Needed(client_name_needed, 100)])
    zone = SelectField(_("Time zone"), validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone.choices = [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]

    def validate_zone(self, field: Field) -> None:
        """Only zones this machine knows."""
        if field.data not in available_timezones():
            raise ValidationError(_("Choose a time zone from the list."))


def day_needed() -> str:
    """For a day left empty."""
    return _("Choose a day.")


class CoverForm(FlaskForm):
    """Who reads while a therapist is away, and from when to when."""

    by = SelectField(_("Who reads for me"), validate_choice=False)
    first_on = DateField(_("First day"), [InputRequired(day_needed())])
    last_on = DateField(_("Last day"), [InputRequired(day_needed())])

    def __init__(self, colleagues: Mapping[str, str], today: date, **rest: Any) -> None:
        super().__init__(**rest)
        self.today, self.colleagues = today, colleagues
        self.by.choices = [("", _("Choose somebody")), *colleagues.items()]

    def validate_by(self, field: Field) -> None:
        """Somebody has to be chosen."""
        if field.data not in self.colleagues:
            raise ValidationError(_("Choose who reads for you."))

    def validate_first_on(self, field: Field) -> None:
        """Nobody can have read before they were named; one who covers already may go on."""
        if field.data < self.today and field.data != field.object_data:
            raise ValidationError(_("Choose today or a later day."))

    def validate_last_on(self, field: Field) -> None:
        """Who is away for longer needs another therapist for their clients. Catches a mistyped year too."""
        first_on = self.first_on.data or self.today
        if field.data < max(first_on, self.today):
            raise ValidationError(_("The last day is before the first one, or over. Choose a later day."))
        if field.data - first_on > COVER_HOLDS:
            raise ValidationError(_("That is more than half a year. Choose an earlier day."))


class LostForm(FlaskForm):
    """The second confirmation that a phone is lost."""

    sure = BooleanField(_("The phone is lost. Destroy what the app keeps on it."))

    def validate_sure(self, field: Field) -> None:
        """Nothing is destroyed by one press."""
        if not field.data:
            raise ValidationError(_("Tick this to confirm, or go back."))

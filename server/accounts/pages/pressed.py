"""What every press of a therapist begins with."""

from server.accounts.forms import Press
from server.accounts.identity import the_login
from server.audit import Actor
from server.errors import Problem
from server.i18n import gettext as _


def pressed() -> None:
    """Raises ``Problem`` 400 for a press that came from no page of ours."""
    if not Press().validate_on_submit():
        raise Problem(400, "stale_form", _("This page was open for too long. Open it again and press once more."))


def actor() -> Actor:
    """The signed-in therapist, as the access log names them."""
    return Actor("account", the_login().account_id)

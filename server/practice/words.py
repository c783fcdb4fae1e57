"""Names of the practice's texts, as therapists and the owner read them."""

from server.i18n import gettext as _


def text_name(key: str) -> str:
    """What a text is about; one that only a newer phone knows is one of the practice's texts."""
    names = {
        "consent": _("Consent"),
        "confidentiality": _("Confidentiality and its limits"),
        "sessions": _("How sessions run"),
    }
    return names.get(key, _("A text of the practice"))


def on_change(key: str) -> str:
    """What a new version means for clients who read an earlier one."""
    if key == "consent":
        return _(
            "Who agreed to an earlier version has agreed to that one. Their phone says that the text has changed and "
            "offers it to be read again."
        )
    return _("Phones get it with their next contact, and say that it has changed since it was read.")

"""What is not in the copy, and why. Said in the file itself, so that it claims no more than it holds."""

from server.i18n import gettext as _


def left_out() -> list[str]:
    """One sentence or two for each."""
    return [
        _("What is only on one of your phones: it never left it. The app can save a locked copy, under My phone."),
        _("What waits on a phone and was not sent yet. The app can save a copy of that too, under My phone."),
        _("The words of what you took back: they were destroyed then, unless a law makes the practice keep them."),
        _(
            "What your therapist wrote only for themselves: lines beside the open question, how likely they think "
            "something is, how far they see an expectation reached, and marks of homework that they do not share. "
            "You may have a right to see it. Ask for it."
        ),
        _("Anything about other people, and who else works here beyond the names you see in the app."),
        _(
            "Keys, codes, and the addresses that reminders are sent to: whoever had them could act in your place. And "
            "what the server counts for its own work, such as how often somebody tried a code."
        ),
    ]

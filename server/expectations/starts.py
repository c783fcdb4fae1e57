"""Ladders to start from: how often, how long, how hard. All of it can be changed in the room."""

from dataclasses import dataclass

from server.i18n import gettext as _

FIELDS = ("much_less", "less", "words", "more", "much_more")


@dataclass(frozen=True)
class Start:
    """A ladder with its levels filled in, from much less than expected to much more."""

    key: str
    name: str
    levels: tuple[str, str, str, str, str] = ("", "", "", "", "")

    def at(self, field: str) -> str:
        """What it says in one field of the form."""
        return self.levels[FIELDS.index(field)]


EMPTY = "empty"


def starts() -> list[Start]:
    """All of them, in the order in which they are offered."""
    return [
        Start(
            "often",
            _("How often"),
            (_("Not at all"), _("Once"), _("Twice a week"), _("Four times a week"), _("Every day")),
        ),
        Start(
            "long",
            _("How long"),
            (_("Not at all"), _("A few minutes"), _("Ten minutes"), _("Twenty minutes"), _("As long as I like")),
        ),
        Start(
            "hard",
            _("How hard"),
            (
                _("I put it off"),
                _("With somebody beside me"),
                _("Alone, at a quiet time"),
                _("Alone, at a busy time"),
                _("Alone, whenever it comes up"),
            ),
        ),
        Start(EMPTY, _("An empty ladder")),
    ]


def start_named(key: str) -> Start:
    """The one with this key; the empty one where there is none."""
    return next((one for one in starts() if one.key == key), starts()[-1])

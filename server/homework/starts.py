"""Plan cards to start from, one or two for each style of working together. All of it can be changed in the room."""

from dataclasses import dataclass
from typing import get_args

from server.homework.wire import Style
from server.i18n import gettext as _

STYLES: tuple[Style, ...] = get_args(Style)


@dataclass(frozen=True)
class Start:
    """A card with some of it filled in. Nondirective work asks for no numbers."""

    key: str
    name: str
    style: Style
    what: str = ""
    steps: tuple[str, ...] = ()
    then: str = ""
    therapist_does: str = ""
    often: str = "days"
    times: int = 3


def starts() -> list[Start]:
    """All of them, in the order in which they are offered."""
    return [
        Start(
            "exposure",
            _("Graded exposure"),
            "directive",
            steps=(
                _("Write down what I think will happen"),
                _("Go there, and stay for the time we agreed"),
                _("Write down what did happen, and what I learned"),
            ),
            then=_("If it gets very hard I stay where I am, look around, breathe out slowly, and then decide."),
            therapist_does=_("Asks first what happened, before we plan the next step"),
        ),
        Start("steps", _("Numbered steps"), "directive", steps=("", "", "")),
        Start(
            "reflection",
            _("Open reflection"),
            "nondirective",
            what=_("Notice what comes up, and write a few words when I feel like it"),
            therapist_does=_("Reads it before we meet, and follows where you want to go"),
            often="times_a_week",
            times=2,
        ),
        Start(
            "grounding",
            _("Grounding, and what helped"),
            "supportive",
            what=_("Ground myself when it gets too much, and note what helped"),
            steps=(
                _("Name five things I see"),
                _("Feel both feet on the floor, and breathe out slowly"),
                _("Note what helped, and who was there"),
            ),
            often="times_a_week",
        ),
        Start(
            "small_steps",
            _("A big thing in small steps"),
            "task_oriented",
            steps=(
                _("The first step, small enough for ten minutes"),
                _("The next one"),
                _("Stop, and look at what is done"),
            ),
        ),
        Start(
            "feeling",
            _("Feeling, thought, meaning"),
            "facilitative",
            what=_("Catch one moment that moved me"),
            steps=(_("What I felt"), _("What went through my mind"), _("What it meant to me")),
            often="times_a_week",
        ),
        Start("empty", _("Empty card"), "directive"),
    ]


def start_named(key: str) -> Start:
    """The one with this key; the empty card for any other."""
    every = {one.key: one for one in starts()}
    return every.get(key, every["empty"])


def style_name(style: Style) -> str:
    """A style as therapists call it."""
    return {
        "directive": _("directive"),
        "nondirective": _("nondirective"),
        "facilitative": _("facilitative"),
        "supportive": _("supportive"),
        "task_oriented": _("task-oriented"),
    }[style]

"""What a new practice starts with: texts to edit about consent, confidentiality and sessions, sample help lines.

The consent text says what has to be said before the first entry: what is kept, who reads it and when, that it may
become part of the record and a court may demand it, that a no or a stop changes nothing, that it is for adults.
"""

from dataclasses import dataclass

from server.i18n import gettext as _


@dataclass(frozen=True)
class Words:
    """A title and its paragraphs."""

    title: str
    paragraphs: list[str]


@dataclass(frozen=True)
class Line:
    """One help line: who answers, the number to call, and when."""

    name: str
    number: str
    hours: str


def consent() -> Words:
    """The first consent text."""
    return Words(
        _("Before you write anything"),
        [
            _(
                "This app is for the time between your therapy sessions. You can write down how your homework went. "
                "Your therapist can read it, so that you can talk about it when you meet."
            ),
            _(
                "What is kept: what you write and choose here, the day it is about, and the time you wrote it. It is "
                "kept on your phone and on your practice's own computer, locked with a key of your own. "
                "Nothing is sold, and no company outside your practice can read it."
            ),
            _(
                "Who reads it: your therapist, usually shortly before your session. For each thing you write you "
                "choose whether it can be read before your session or not until you meet. While your therapist is "
                "away, a colleague from the same practice may read for them: you see here who, and until when. You "
                "also see when somebody opened your week."
            ),
            _(
                "Nobody watches this app. If you are in danger, or it cannot wait, please do not write it here: call "
                "one of the help lines, or the emergency number."
            ),
            _(
                "What you send can become part of your therapy record. The law may say how long your practice has to "
                "keep it, and a court can demand to see it."
            ),
            _(
                "It is your choice. Saying no, or stopping later, changes nothing in your therapy. You can stop "
                "whenever you like, in this same place. Then your therapist no longer sees what you wrote here. "
                "What the law makes your practice keep is kept, but hidden."
            ),
            _("This app is for adults. Please only say yes if you are 18 or older."),
        ],
    )


def confidentiality() -> Words:
    """The first confidentiality text: a template for the practice to make its own."""
    return Words(
        _("What stays between us, and what may not"),
        [
            _(
                "What you tell us stays with us. Your therapist does not pass it on to your family, your employer or "
                "anybody else unless you say that they may."
            ),
            _(
                "There are a few limits. If we believe that you or somebody else is in serious danger, or that a "
                "child or an adult who needs protection is being harmed, we may have to tell somebody who can help. "
                "Whenever we can, we talk with you about it first."
            ),
            _("A court can order us to show our notes. If that happens, we tell you, unless the law forbids it."),
            _(
                "Your therapist talks about their work with an experienced colleague, to do it well. "
                "They do not use your name there."
            ),
            _(
                "You can ask about any of this at any time. If something feels off in how we work together, "
                "we want to hear it, and you may say it in your own words."
            ),
        ],
    )


def sessions() -> Words:
    """How sessions run: a template too. Practices founded before there was such a text show it until they write one."""
    return Words(
        _("How our sessions run"),
        [
            _(
                "We usually meet at the same time of the week. Your therapist tells you how long a session lasts, and "
                "when you will look together at whether to go on."
            ),
            _(
                "At the start we look at how you are, and at what you did or wrote since last time. Then you both "
                "choose what to talk about. Near the end you agree on something to do before the next session, if that "
                "helps."
            ),
            _(
                "If you cannot come, tell us as soon as you can. If your therapist cannot come, they tell you and "
                "offer another time."
            ),
            _(
                "How you work together can be changed. Your therapist asks now and then how it is going. If the pace, "
                "the homework or anything else does not fit, please say so."
            ),
        ],
    )


def help_lines() -> list[Line]:
    """Sample help lines for the United Kingdom; a practice elsewhere replaces them."""
    return [
        Line(_("Emergency services"), "999", _("day and night, when life is in danger")),
        Line(_("Samaritans"), "116 123", _("day and night, free to call")),
        Line(_("NHS 111, mental health option"), "111", _("day and night, then choose option 2")),
    ]

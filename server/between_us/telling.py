"""Consent and questions as their client reads them again."""

from pydantic import BaseModel

from server.between_us.wire import ConsentBody, QuestionBody
from server.entries.telling import Said, Telling, said
from server.i18n import gettext as _
from server.practice.words import text_name


def consent(body: BaseModel) -> Telling:
    """Yes or no, and to which version of the text."""
    assert isinstance(body, ConsentBody)
    title = _("I agreed") if body.given else _("I did not agree, or took it back")
    return Telling(title, [Said(_("Version of the text"), body.version)])


def question(body: BaseModel) -> Telling:
    """A question about one of the practice's texts."""
    assert isinstance(body, QuestionBody)
    lines = [Said(_("Version of the text"), body.version), *said(_("My words"), body.words)]
    return Telling(_("I asked about: {text}").format(text=text_name(body.text)), lines)

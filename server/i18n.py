"""Texts in the reader's language: gettext catalogues, English being the source."""

from babel.support import NullTranslations

_catalogue = NullTranslations()


def gettext(message: str) -> str:
    """One text in the reader's language."""
    return str(_catalogue.gettext(message))


def ngettext(singular: str, plural: str, n: int) -> str:
    """The right one of two texts for ``n`` things, in the reader's language."""
    return str(_catalogue.ngettext(singular, plural, n))

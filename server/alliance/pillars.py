"""All six pillars, once a month, as a small table."""

from babel.dates import format_date

from server.alliance.told import Told
from server.alliance.wire import AllianceCheckInBody
from server.entries.sections import Cell, Row, Table, Text
from server.i18n import gettext as _
from server.web.dates import LOCALE

MONTHS = 4


def pillars(known: Told) -> Table | None:
    """The latest months in which they were asked; what was not answered is a grey dash. ``None`` where none was."""
    found = [
        (known.entries[id_].local_date, body)
        for one in known.occasions
        if one.latest
        for id_, body in [(one.latest.id, known.bodies[one.latest.id])]
        if body.pillars is not None
    ][-MONTHS:]
    if not found:
        return None
    months = [str(format_date(on, "d MMM", locale=LOCALE)) for on, _body in found]
    names = {
        "rapport": _("Rapport"),
        "goals": _("Agreement on goals"),
        "expectations": _("Realistic expectations"),
        "responsibility": _("Shared responsibility"),
        "empathy": _("Empathy and genuineness"),
        "safety": _("Safety"),
        "respect": _("Respect"),
    }
    rows = [
        Row(cells=[Cell(texts=[Text(text=name)]), *(Cell(texts=[_grade(body, key)]) for _on, body in found)])
        for key, name in names.items()
    ]
    return Table(title=_("All six pillars, monthly"), aside=True, heads=[_("Pillar"), *months], rows=rows)


def _grade(body: AllianceCheckInBody, key: str) -> Text:
    value = getattr(body if key in ("safety", "respect") else body.pillars, key)
    return Text(text="–", tone="grey") if value is None else Text(text=str(value))

"""What expectations say of several clients on the caseload: reasons to look, as sentences."""

import uuid
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from server.entries.kind import Glance, Week
from server.entries.sections import Text
from server.expectations import rules
from server.expectations.rows import fresh
from server.expectations.told import Look, Told, told
from server.i18n import gettext as _
from server.i18n import ngettext


def at_a_glance(_db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Glance]:
    """The reasons by client. Nothing is asked of the database."""
    found = {week.whose.client: [*_reasons(week, told(week.entries, week.held))] for week in weeks}
    return {client: Glance(reasons=reasons) for client, reasons in found.items() if reasons}


def _reasons(week: Week, found: Told) -> Iterator[Text]:
    looks = [(one, look) for one in found.expected for look in one.looks if _lately(week, look)]
    every = [*(look for _one, look in looks), *(look for look in found.loose_looks if _lately(week, look))]
    # That something is to be brought up is told for all kinds.
    if any(look.body.then == "talk" and not look.entry.bring_up for look in every):
        yield Text(text=_("Wants to talk about an expectation."), tone="ask")
    off = (
        look.body.looks == "too_hopeful" or rules.moved_far(look.body.likelihood, one.likely_before(look))
        for one, look in looks
    )
    if any(off):
        yield Text(text=_("Sees an expectation differently now."))
    still_open = sum(one.stands(week.today) == "still_open" for one in found.expected)
    if still_open:
        text = ngettext(
            "{n} expectation is past its day without a word.",
            "{n} expectations are past their day without a word.",
            still_open,
        )
        yield Text(text=text.format(n=still_open), tone="grey")


def _lately(week: Week, look: Look) -> bool:
    """Whether it is of these days and was not talked about yet."""
    return fresh(week, look.entry) and look.entry.id not in week.talked

"""What homework offers to sync and to the therapist's pages."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from server.entries.kind import EntryKind, Week
from server.entries.sections import Counts
from server.homework import section, service, told
from server.homework.wire import HomeworkBody


@dataclass(frozen=True)
class HomeworkKind(EntryKind):
    """An entry kind that also has a place on the caseload."""

    def at_a_glance(self, db: Session, weeks: Sequence[Week]) -> Mapping[uuid.UUID, Counts]:
        """Counts for several clients of one practice, by client; none for those nothing was agreed with."""
        return told.at_a_glance(db, weeks)


HOMEWORK = HomeworkKind(
    kind=service.KIND,
    body=HomeworkBody,
    agreed=service.agreed,
    summarise=section.summarise,
    needs_subject=True,
)

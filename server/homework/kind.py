"""What homework offers to sync and to the therapist's pages."""

from datetime import timedelta

from server.entries.kind import EntryKind
from server.homework import section, service, told
from server.homework.wire import HomeworkBody

HOMEWORK = EntryKind(
    kind=service.KIND,
    body=HomeworkBody,
    agreed=service.agreed,
    called=service.called,
    summarise=section.summarise,
    at_a_glance=told.at_a_glance,
    look_back=timedelta(weeks=12),
    needs_subject=True,
)

"""What homework offers to sync and to the therapist's pages."""

from datetime import timedelta

from server.entries.kind import EntryKind
from server.homework import section, service, telling, told
from server.homework.wire import KIND, HomeworkBody

HOMEWORK = EntryKind(
    kind=KIND,
    body=HomeworkBody,
    tell=telling.tell,
    comes_down=telling.COMES_DOWN,
    shared=telling.shared_marks,
    agreed=service.agreed,
    called=service.called,
    summarise=section.summarise,
    at_a_glance=told.at_a_glance,
    look_back=timedelta(weeks=12),
    needs_subject=True,
    one_tap=HomeworkBody(
        answer="done", quantity=None, quality=None, difficulty=None, obstacles=[], steps=[], words=None
    ).model_dump(mode="json"),
)

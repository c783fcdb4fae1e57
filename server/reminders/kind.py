"""What the room offers to sync: the client's word about reminders. None of it has a section on the weekly page."""

from server.entries.kind import EntryKind
from server.reminders import agreed, choices, said
from server.reminders.wire import (
    ReminderChoiceBody,
    ReminderDoneBody,
    ReminderHoursBody,
    ReminderLaterBody,
    ReminderStopBody,
)

CHOICE = EntryKind(
    kind="reminder_choice",
    body=ReminderChoiceBody,
    tell=said.choice,
    agreed=agreed.agreed,
    stored=choices.choose,
    subjects=choices.own,
    needs_subject=True,
)
HOURS = EntryKind(kind="reminder_hours", body=ReminderHoursBody, tell=said.hours, stored=choices.set_hours)
DONE = EntryKind(
    kind="reminder_done",
    body=ReminderDoneBody,
    tell=said.done,
    becomes=choices.done,
    subjects=choices.own,
    needs_subject=True,
)
STOP = EntryKind(
    kind="reminder_stop",
    body=ReminderStopBody,
    tell=said.stop,
    stored=choices.stop,
    subjects=choices.own,
    needs_subject=True,
)
LATER = EntryKind(
    kind="reminder_later",
    body=ReminderLaterBody,
    tell=said.later,
    stored=choices.put_off,
    subjects=choices.own,
    needs_subject=True,
)
REMINDERS = [CHOICE, HOURS, DONE, STOP, LATER]

"""What a lock screen shows: the same for everybody, every time, and never what it is about."""

from dataclasses import dataclass
from datetime import datetime

from server.i18n import gettext as _
from server.reminders.calendar import Says
from server.reminders.looking import ToSend
from server.reminders.message import Message, notification


def neutral() -> str:
    """What every reminder says."""
    return _("A moment for something you planned.")


def calendar_says() -> Says:
    """The words of a calendar file."""
    return Says(event=neutral(), calendar=_("Moments"))


@dataclass(frozen=True)
class Words:
    """Where a tap leads: a client to the phone app, a therapist to their pages."""

    phone_origin: str
    desk_origin: str

    def message(self, one: ToSend, now: datetime) -> Message:
        """The message of one attempt. A later one about the same occurrence takes the place of one that still waits."""
        occurrence = str(one.occurrence.id)
        if one.phone.device_id is None:
            body, navigate = _("Your week is ready."), f"{self.desk_origin}/"
        else:
            body, navigate = neutral(), f"{self.phone_origin}/reminder/{occurrence}"
        return Message(
            payload=notification(_("Throughline"), body, navigate, occurrence, one_tap=one.one_tap),
            ttl=max(1, int((one.until - now).total_seconds())),
            urgency="high" if one.delivery.nth == "test" else "normal",
            topic=one.occurrence.id.hex,
            attempt=one.delivery.tries,
        )

"""What a therapist is told of a client's reminders: whether they are on and reach a phone. Never which there are, when
they come, or what was answered from them: that stays the client's."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.accounts.models import Device
from server.i18n import gettext as _
from server.reminders.models import PushSubscription, ReminderHours
from server.web import dates

QUIET = timedelta(days=7)


@dataclass(frozen=True)
class Reach:
    """Since when they are on, whether a phone takes them now, and when one last showed something."""

    on_since: datetime | None
    taken: bool
    shown_at: datetime | None


def told(db: Session, practice: uuid.UUID, client: uuid.UUID, zone: str, now: datetime) -> str:
    """One line for the page of a client's phones, with days on the wall of ``zone``."""
    return sentence(_reach(db, practice, client), zone, now)


def sentence(of: Reach, zone: str, now: datetime) -> str:
    """The line. Of when something was shown only the day is told."""
    if of.on_since is None:
        return _("Reminders: not turned on.")
    if not of.taken:
        return _("Reminders: on, but no phone takes them now.")
    if of.shown_at is not None and now - of.shown_at < QUIET:
        return _("Reminders: on. Last shown on the phone: {day}.").format(day=dates.past_day(of.shown_at, now, zone))
    if of.shown_at is None and now - of.on_since < QUIET:
        return _("Reminders: on since {day}, none shown yet.").format(day=dates.past_day(of.on_since, now, zone))
    return _("Reminders: on, but nothing has shown for a week. That can be as they want it: a pause, or nothing due.")


def _reach(db: Session, practice: uuid.UUID, client: uuid.UUID) -> Reach:
    hours = db.get(ReminderHours, (practice, client))
    if hours is None or hours.turned_on_at is None:
        return Reach(None, taken=False, shown_at=None)
    wanted = (
        select(PushSubscription.shown_at)
        .join(Device, (Device.practice_id == PushSubscription.practice_id) & (Device.id == PushSubscription.device_id))
        .where(PushSubscription.practice_id == practice, PushSubscription.owner_id == client)
        .where(PushSubscription.gone_at.is_(None), Device.revoked_at.is_(None))
    )
    shown = db.scalars(wanted).all()
    return Reach(hours.turned_on_at, bool(shown), max((at for at in shown if at is not None), default=None))

"""The one place that asks what time it is. Everything else takes ``now`` as an argument."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current moment: aware, UTC, whole milliseconds (what a phone's clock and the wire can hold)."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def on_the_wire(at: datetime) -> str:
    """A moment as phones and their server write it: ``YYYY-MM-DDTHH:MM:SS.mmmZ``."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"

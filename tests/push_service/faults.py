"""Answers that a push service gives on demand."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One answer instead of the true one. ``size`` bytes of body; ``hangs``: not before ``release``; ``ends``:
    the connection is closed without a word.
    """

    status: int = 503
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    size: int = 0
    hangs: bool = False
    ends: bool = False

    @classmethod
    def told(cls, status: int, retry_after: str | None = None) -> "Fault":
        """A status, with ``Retry-After`` in either form."""
        return cls(status, {} if retry_after is None else {"Retry-After": retry_after})

    @classmethod
    def redirect(cls, to: str) -> "Fault":
        """Somewhere else, with the same method."""
        return cls(307, {"Location": to})

    @classmethod
    def huge(cls, status: int = 201) -> "Fault":
        """5 MB of body."""
        return cls(status, size=5_000_000)

    @classmethod
    def slow(cls) -> "Fault":
        """Answers 201, when it is released."""
        return cls(201, hangs=True)

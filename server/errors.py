"""What can go wrong in a way that a person can act on."""


class Problem(Exception):
    """A refusal of a whole request.

    ``status`` is the HTTP status, ``code`` stable and for machines, ``reason`` one English sentence for a person.
    ``retry_after`` is in seconds, where waiting helps.
    """

    def __init__(self, status: int, code: str, reason: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code}: {reason}")
        self.status = status
        self.code = code
        self.reason = reason
        self.retry_after = retry_after


class NotThere(Problem):
    """Unknown, somebody else's, or not allowed: the three answer alike, so that nothing can be probed."""

    def __init__(self) -> None:
        super().__init__(404, "not_there", "This page does not exist, or it is not yours to open.")


class Misconfigured(Exception):
    """The program refuses to start. The message says what to do."""

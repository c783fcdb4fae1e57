"""The wire's model of asking for the copy."""

from pydantic import Field

from server.entries.envelope import Wire


class ExportRequest(Wire):
    """The code that the therapist gave in session for this."""

    code: str = Field(max_length=40)

"""The wire's models of consent and of questions. TypeScript types are made from these."""

from typing import Annotated

from pydantic import Field, StringConstraints

from server.entries.envelope import Wire


class ConsentBody(Wire):
    """Yes or no, and the version of the text that was on the screen."""

    given: bool
    version: str = Field(min_length=1, max_length=40)


class QuestionBody(Wire):
    """A question about one of the practice's texts: which, in which version it was read, and words if there are any."""

    text: str = Field(min_length=1, max_length=40)
    version: str = Field(min_length=1, max_length=40)
    words: Annotated[str, StringConstraints(max_length=1000)] | None

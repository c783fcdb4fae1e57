"""Answers: JSON, and problems as a sentence a person can act on."""

from flask import Response
from pydantic import BaseModel

from server.errors import Problem
from server.i18n import gettext


def answer_json(model: BaseModel, status: int = 200) -> Response:
    """A wire model as the reply."""
    return Response(model.model_dump_json(), status, mimetype="application/json")


class Wrong(BaseModel):
    """What went wrong: a stable code, and a sentence."""

    code: str
    reason: str
    retry_after: int | None = None


class ErrorReply(BaseModel):
    """The body of every refusal of a whole request."""

    error: Wrong


def answer_problem(problem: Problem) -> Response:
    """A refused request, for the phone."""
    wrong = Wrong(code=problem.code, reason=gettext(problem.reason), retry_after=problem.retry_after)
    response = answer_json(ErrorReply(error=wrong), problem.status)
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response

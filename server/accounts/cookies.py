"""The two cookies that say who somebody is. Scripts cannot read them, other sites cannot send them."""

from datetime import timedelta

from flask.wrappers import Response
from werkzeug.wrappers import Response as AnyResponse

DEVICE = "__Host-device"
LOGIN = "__Host-login"


def give_device(response: Response, token: str, holds: timedelta) -> None:
    """The phone's cookie."""
    seconds = int(holds.total_seconds())
    response.set_cookie(DEVICE, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="Strict")


def drop_device(response: Response) -> None:
    """Takes the phone's cookie back."""
    response.delete_cookie(DEVICE, path="/", secure=True, httponly=True, samesite="Strict")


def give_login(response: AnyResponse, token: str) -> None:
    """The login's cookie: gone when the browser closes, and on the server 12 hours later at most."""
    response.set_cookie(LOGIN, token, path="/", secure=True, httponly=True, samesite="Strict")


def drop_login(response: AnyResponse) -> None:
    """Takes the login's cookie back."""
    response.delete_cookie(LOGIN, path="/", secure=True, httponly=True, samesite="Strict")

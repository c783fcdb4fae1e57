"""Both hosts with this room's routes, one route of another room on each, and one that nobody gave a permission."""

import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pyotp
from flask import Flask, Response, redirect, render_template_string, request, url_for
from flask.testing import FlaskClient
from flask_wtf import CSRFProtect
from werkzeug.test import TestResponse

from server import accounts, i18n, practice
from server.accounts import cookies, gate, passwords, sign_in
from server.accounts.api import phone as phone_routes
from server.accounts.models import Account, Client
from server.accounts.pages import desk as desk_routes
from server.audit import Actor
from server.errors import Problem
from server.web import House, answer_problem
from server.web.headers import add_headers
from server.web.house import EXTENSION

PHONE, DESK = "http://app.localhost:8000", "http://localhost:8000"
OURS = {"X-Throughline": "1", "Origin": PHONE, "Sec-Fetch-Site": "same-origin"}
PASSWORD = "lantern otter brass violin"


class Clock:
    """The time as tests set it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """What the server takes for now."""
        return self.at

    def move(self, **by: float) -> None:
        """Lets time pass."""
        self.at += timedelta(**by)


def _bare(house: House, name: str) -> Flask:
    web = "../../server/web"
    app = Flask(name, root_path=__file__.rsplit("/", 1)[0], template_folder=f"{web}/templates")
    app.static_folder = f"{web}/static"
    app.config.update(SECRET_KEY=house.config.forms_secret, SESSION_COOKIE_NAME="__Host-form", WTF_CSRF_TIME_LIMIT=None)
    app.config.update(SESSION_COOKIE_SECURE=True)
    app.extensions[EXTENSION] = house
    return app


def phone_app(house: House) -> Flask:
    """The phone's host."""
    app = _bare(house, "phone")
    app.register_blueprint(phone_routes)
    app.add_url_rule("/api/sync", "sync.sync", lambda: str(accounts.the_device().client_id), methods=["POST"])
    app.add_url_rule("/api/unlisted", "unlisted", lambda: "never")
    app.register_error_handler(Problem, answer_problem)
    gate.guard(app, "phone", practice.practice_of)
    add_headers(app, "phone", house.config)
    return app


def desk_app(house: House) -> Flask:
    """The therapist's host."""
    app = _bare(house, "desk")
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]
    CSRFProtect(app)
    app.register_blueprint(desk_routes)
    app.add_url_rule("/unlisted", "unlisted", lambda: "never")

    def problem(error: Problem) -> Any:
        if error.status == 401:
            return redirect(url_for("accounts.sign_in", to=request.path))
        text = render_template_string("{{ code }} {{ reason }}", code=error.code, reason=error.reason)
        return Response(text, error.status, mimetype="text/html")

    app.register_error_handler(Problem, problem)
    gate.guard(app, "desk", practice.practice_of)
    add_headers(app, "desk", house.config)
    return app


@dataclass
class Phone:
    """A phone's browser."""

    browser: FlaskClient

    def post(self, path: str, body: Any = None, **headers: str) -> TestResponse:
        """A request as the app makes it."""
        return self.browser.post(path, json=body or {}, headers={**OURS, **headers}, base_url=PHONE)

    def get(self, path: str, **headers: str) -> TestResponse:
        """A request as the app makes it."""
        return self.browser.get(path, headers=headers, base_url=PHONE)

    @property
    def token(self) -> str | None:
        """The device cookie it holds."""
        found = self.browser.get_cookie(cookies.DEVICE, domain="app.localhost")
        return found.value if found else None

    @token.setter
    def token(self, value: str) -> None:
        self.browser.set_cookie(cookies.DEVICE, value, domain="app.localhost")


@dataclass
class Desk:
    """A therapist's browser."""

    browser: FlaskClient
    address: str = "127.0.0.1"

    def get(self, path: str, **more: Any) -> TestResponse:
        """Opens a page."""
        return self.browser.get(path, base_url=DESK, environ_base={"REMOTE_ADDR": self.address}, **more)

    def post(self, path: str, **fields: str) -> TestResponse:
        """Sends a form as it is, with no check of where it came from."""
        return self.browser.post(path, data=fields, base_url=DESK, environ_base={"REMOTE_ADDR": self.address})

    def send(self, path: str, page: str | None = None, **fields: str) -> TestResponse:
        """Opens the page with the form (``path``, or ``page``), and sends it filled in."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page or path).text)
        assert found is not None, f"no form on {page or path}"
        return self.post(path, csrf_token=found[1], **fields)

    def sign_in_as(self, house: House, account: uuid.UUID, now: datetime) -> "Desk":
        """Signs somebody in past the forms."""
        with house.main.write() as db:
            row = db.query(Account).filter_by(id=account).one()
            token = sign_in.begin(db, row, now)
        self.browser.set_cookie(cookies.LOGIN, token, domain="localhost")
        return self


def give_factors(house: House, account: uuid.UUID) -> str:
    """Gives an account the password of these tests and an authenticator; its secret."""
    with house.main.write() as db:
        row = db.query(Account).filter_by(id=account).one()
        ring = house.keystore.ring(row.practice_id, [row.practice_id])
        row.totp = sign_in.new_secret(ring, account)
        row.password_hash = passwords.hash_password(PASSWORD)
        return sign_in.totp_secret(ring, account, row.totp)


def code_at(secret: str, at: datetime) -> str:
    """What the authenticator shows."""
    return pyotp.TOTP(secret).at(at)


def invite(house: House, client: uuid.UUID, now: datetime, confirmed: bool = False) -> accounts.Invite:
    """An invitation for a client, made by their therapist."""
    with house.main.write() as db:
        row = db.query(Client).filter_by(id=client).one()
        return accounts.invite(house, db, row, Actor("account", row.therapist_id), now, confirmed)

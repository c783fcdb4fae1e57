"""Builds the app: two Flask apps behind one WSGI callable, told apart by host name. Knows every room."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Blueprint, Flask, Response, redirect, render_template, request, url_for
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

import server.accounts.api
import server.accounts.pages
import server.alliance.pages
import server.between_us.api
import server.erase.api
import server.expectations.pages
import server.exports.api
import server.goals.pages
import server.homework.pages
import server.meetings.pages
import server.practice.pages
import server.reminders.api
import server.reminders.feed_api
import server.reminders.pages
import server.reminders.telling
import server.summary.api
import server.summary.pages
import server.sync.api
from server import i18n
from server.accounts import gate
from server.between_us.opened import whole
from server.config import Config
from server.errors import NotThere, Problem
from server.kinds import KINDS, STANDING
from server.practice import practice_of
from server.web import House, WithoutFiles, answer_problem, only_text
from server.web.faults import ONLY_WHERE
from server.web.headers import add_headers, headers_of
from server.web.house import EXTENSION, open_house
from server.web.phone_files import phone_files

WEB = Path(__file__).parent / "web"
MOST_BYTES = 512 * 1024
MOST_WITH_A_FILE = 1024 * 1024 + 10_000
WSGI = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


class App:
    """The WSGI callable. ``phone`` and ``desk`` are the two Flask apps; a host that is neither is refused."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.phone = make_phone(house)
        self.desk = make_desk(house)
        by_host: dict[str, WSGI] = {
            house.config.phone_host: self.phone.wsgi_app,
            house.config.desk_host: self.desk.wsgi_app,
        }
        self._by_host = {host: self._behind_proxies(wsgi) for host, wsgi in by_host.items()}

    def _behind_proxies(self, wsgi: WSGI) -> WSGI:
        hops = self.house.config.proxy_hops
        return ProxyFix(wsgi, x_for=hops, x_proto=hops, x_host=0, x_port=0) if hops else wsgi

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hands the request to the app of its host."""
        wsgi = self._by_host.get(environ.get("HTTP_HOST", "").lower())
        if wsgi is None:
            config = self.house.config
            text = (
                f"Nothing is served under this name. Therapists: {config.desk_origin} Clients: {config.phone_origin}\n"
            )
            headers = headers_of("desk", config.tls)
            return Response(text, 400, headers, mimetype="text/plain")(environ, start_response)
        return wsgi(environ, start_response)


def create_app(config: Config) -> App:
    """The whole server for one configuration. Raises ``Misconfigured`` when it must not start."""
    return App(open_house(config))


def _make(name: str, house: House, static: bool) -> Flask:
    folders = (
        {"static_folder": str(WEB / "static"), "static_url_path": "/static"} if static else {"static_folder": None}
    )
    app = Flask(name, template_folder=str(WEB / "templates"), **folders)
    app.config.update(
        SECRET_KEY=house.config.forms_secret,
        MAX_CONTENT_LENGTH=MOST_BYTES,
        SESSION_COOKIE_NAME="__Host-form",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.extensions[EXTENSION] = house
    app.logger.addFilter(ONLY_WHERE)
    return app


def make_phone(house: House) -> Flask:
    """The phone app's host: its files and its API, which answers in JSON."""
    app = _make("phone", house, static=False)
    blueprints: list[Blueprint] = [
        server.accounts.api.phone,
        server.between_us.api.phone,
        server.erase.api.phone,
        server.sync.api.make_api(KINDS),
        server.summary.api.make_api(KINDS),
        server.exports.api.make_api(KINDS, whole),
        server.reminders.api.make_api(STANDING),
        server.reminders.feed_api.make_calendar(STANDING),
        phone_files,
    ]
    for blueprint in blueprints:
        app.register_blueprint(blueprint)

    def problem(error: Problem) -> Response:
        return answer_problem(error)

    def http_error(error: HTTPException) -> Response:
        if error.code == 413:
            return answer_problem(Problem(413, "too_large", "That is too much at once."))
        if error.code in (404, 405):
            return answer_problem(NotThere())
        return answer_problem(Problem(error.code or 500, "malformed", "The server could not read this request."))

    app.register_error_handler(Problem, problem)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _unforeseen(app, as_page=False))
    gate.guard(app, "phone", practice_of)
    add_headers(app, "phone", house.config)
    return app


def make_desk(house: House) -> Flask:
    """The therapist's host: pages and forms."""
    app = _make("desk", house, static=True)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(i18n.gettext, i18n.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    app.request_class = WithoutFiles
    app.before_request(_room_for_a_file)
    CSRFProtect(app)
    for blueprint in (
        server.accounts.pages.desk,
        server.alliance.pages.desk,
        server.expectations.pages.make_desk(KINDS),
        server.goals.pages.desk,
        server.homework.pages.make_desk(server.goals.pages.named),
        server.meetings.pages.desk,
        server.practice.pages.desk,
        server.reminders.pages.desk,
        server.summary.pages.make_desk(KINDS),
    ):
        app.register_blueprint(blueprint)

    def problem(error: Problem) -> AnyResponse | tuple[str, int]:
        if error.status == 401:
            return redirect(url_for("accounts.sign_in", to=request.path if request.method == "GET" else None))
        return render_template("desk/problem.html", problem=error), error.status

    def http_error(error: HTTPException) -> AnyResponse | tuple[str, int]:
        if isinstance(error, CSRFError):
            stale = "This form was open for too long or came from elsewhere. Open the page again and send it once more."
            return problem(Problem(400, "stale_form", stale))
        if error.code == 413:
            return problem(Problem(413, "too_large", "That is too much text for one form. Please shorten it."))
        if error.code in (404, 405):
            return problem(NotThere())
        return problem(Problem(error.code or 500, "malformed", error.description or error.name))

    app.register_error_handler(Problem, problem)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, _unforeseen(app, as_page=True))
    gate.guard(app, "desk", practice_of)
    server.accounts.pages.phones.put_beside(app, server.reminders.telling.told)
    app.before_request(only_text)
    add_headers(app, "desk", house.config)
    return app


def _room_for_a_file() -> None:
    """A calendar file may be larger than a form. Said before anything reads the form. Raises ``Problem`` 413."""
    if request.endpoint != "meetings.look":
        return
    if (request.content_length or 0) > MOST_WITH_A_FILE:
        raise Problem(
            413,
            "too_large",
            "This file is larger than 1 MB. Export one calendar alone, or a shorter time, and choose that.",
        )
    request.max_content_length = MOST_WITH_A_FILE


def _unforeseen(app: Flask, as_page: bool) -> Callable[[Exception], Any]:
    """A fault of ours: the operator is told where it happened, the person that it did."""

    def answer(error: Exception) -> Any:
        app.logger.exception("unforeseen", exc_info=error)
        trouble = Problem(500, "trouble", "Something went wrong on the server. Nothing was saved; please try again.")
        if as_page:
            return render_template("desk/problem.html", problem=trouble), 500
        return answer_problem(trouble)

    return answer

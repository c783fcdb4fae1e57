"""What a browser or a stranger may try around the routes: hosts, forms from elsewhere, cookies, methods, caches."""

import re
from typing import Any

import pytest
from werkzeug.test import Client as Wsgi
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from server.accounts import cookies
from tests.access.matrix import ORIGINS, Matrix
from tests.access.people import Place
from tests.access.rewound import changed, state_of, undone
from tests.access.rows import ROWS, Key
from tests.cast import DESK_ORIGIN, PHONE_ORIGIN

POSTS = [key for key in ROWS if key[2] == "POST"]
DESK_POSTS = [key for key in POSTS if key[0] == "desk"]
PHONE_POSTS = [key for key in POSTS if key[0] == "phone"]


def whole(place: Place, path: str, **headers: str) -> TestResponse:
    """A request to the whole server, as it comes from the network."""
    named_so = {name.replace("_", "-"): value for name, value in headers.items()}
    return Wsgi(place.app).get(path, headers={"Host": "localhost:8000", **named_so})


STRANGE = ["", "localhost", "localhost:8000.", "localhost.:8000", "x.localhost:8000", "localhost:8000, evil.example"]
STRANGE += ["app.localhost:8000@localhost:8000", "127.0.0.1:8000", "[::1]:8000", "localhost:80", "evil.example"]


@pytest.mark.parametrize("host", STRANGE)
def test_only_the_two_names_are_served(place: Place, host: str) -> None:
    answer = whole(place, "/sign-in", Host=host)
    assert answer.status_code == 400
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert host not in answer.text or host in DESK_ORIGIN


def test_what_a_request_says_of_hosts_and_proxies_changes_nothing(place: Place) -> None:
    plain = whole(place, "/clients/new")
    forged = whole(
        place,
        "/clients/new",
        X_Forwarded_Host="evil.example",
        X_Forwarded_Proto="https",
        X_Forwarded_For="10.0.0.1",
        X_Forwarded_Prefix="/evil",
        Forwarded="host=evil.example",
        X_Original_URL="/static/tokens.css",
        X_HTTP_Method_Override="POST",
    )
    assert (forged.status_code, forged.headers["Location"]) == (plain.status_code, plain.headers["Location"])
    assert whole(place, "/sign-in", Host="LOCALHOST:8000").status_code == 200


def test_each_host_serves_only_its_own(place: Place) -> None:
    for path in ("/api/device", "/api/sync", "/assets/page-1.js"):
        assert whole(place, path).status_code == 404
    for path in ("/sign-in", "/clients/new", "/static/tokens.css"):
        with place.app.phone.test_client().get(path, base_url=PHONE_ORIGIN) as answer:
            assert answer.text == "<!doctype html><title>Throughline</title>"


def post(place: Place, key: Key, form: dict[str, str], cookie: str, base: str = DESK_ORIGIN, **headers: str) -> int:
    """A form of Tomas' about Ana, as somebody else might have made it."""
    matrix, target = Matrix(place, key), place.clients["ana"].target
    data = {**matrix.row.fill(place, target), **form}
    sent = {"Cookie": f"{place.cookies['tomas']}; {cookie}", **headers}
    browser = place.app.desk.test_client(use_cookies=False)
    return browser.post(matrix.row.address(place, target), data=data, base_url=base, headers=sent).status_code


@pytest.mark.parametrize("key", DESK_POSTS, ids=lambda key: key[1])
def test_a_form_from_elsewhere_changes_nothing(place: Place, key: Key) -> None:
    token, session = Matrix(place, key).form
    other, _session = Matrix(place, key).form
    with undone(place.house):
        before = state_of(place.house)
        for form, cookie in (
            ({}, session),
            ({"csrf_token": ""}, session),
            ({"csrf_token": other}, session),
            ({"csrf_token": token}, ""),
            ({"csrf_token": token[:-1]}, session),
        ):
            assert post(place, key, form, cookie) == 400
        assert changed(before, state_of(place.house)) == set()


def test_over_https_a_form_must_come_from_the_desk_itself(place: Place) -> None:
    key: Key = ("desk", "accounts.invite", "POST")
    token, session = Matrix(place, key).form
    https = DESK_ORIGIN.replace("http:", "https:")
    with undone(place.house):
        for referrer in ("", "https://app.localhost:8000/", "https://evil.example/", "http://localhost:8000/"):
            assert post(place, key, {"csrf_token": token}, session, https, Referer=referrer) == 400
        assert post(place, key, {"csrf_token": token}, session, https, Referer=f"{https}/") == 200


FOREIGN: list[dict[str, str]] = [
    {"Origin": DESK_ORIGIN, "Sec-Fetch-Site": "same-site"},
    {"Origin": DESK_ORIGIN},
    {"Origin": "null"},
    {"Origin": "http://app.localhost:8000.evil.example"},
    {"Origin": "https://app.localhost:8000"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-origin", "X-Throughline": "yes"},
    {"Sec-Fetch-Site": "same-origin", "Content-Type": "text/plain"},
    {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"},
    {},
]


@pytest.mark.parametrize("key", PHONE_POSTS, ids=lambda key: key[1])
def test_a_phones_request_from_elsewhere_changes_nothing(place: Place, key: Key) -> None:
    browser, target = place.app.phone.test_client(use_cookies=False), place.clients["ana"].target
    with undone(place.house):
        before = state_of(place.house)
        for headers in FOREIGN:
            ours = {"X-Throughline": "1", "Content-Type": "application/json", "Cookie": place.cookies["ana"], **headers}
            answer = browser.post(ROWS[key].address(place, target), data="{}", base_url=PHONE_ORIGIN, headers=ours)
            assert (answer.status_code, answer.get_json()["error"]["code"]) == (403, "not_ours"), headers
            assert "Access-Control-Allow-Origin" not in answer.headers
        assert changed(before, state_of(place.house)) == set()


OUTSIDE = ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "evil.example"]
OUTSIDE += [
    "\\\\evil",
    "javascript:alert(1)",
    "/x\r\nSet-Cookie: a=b",
    " //evil.example",
    "/\u2028/evil.example",
    "///evil.example",
    "",
]


@pytest.mark.parametrize("to", OUTSIDE)
def test_signing_in_leads_to_no_other_host(place: Place, to: str) -> None:
    key: Key = ("desk", "accounts.sign_in", "POST")
    matrix = Matrix(place, key)
    token, session = matrix.form
    fields = {"csrf_token": token, **matrix.row.fill(place, place.clients["ana"].target)}
    browser = place.app.desk.test_client(use_cookies=False)
    sent: dict[str, Any] = {"query_string": {"to": to}, "base_url": DESK_ORIGIN, "headers": {"Cookie": session}}
    with undone(place.house):
        answer = browser.post("/sign-in", data=fields, **sent)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/")
        page = browser.get("/sign-in", **sent).text
        assert not re.search(r'(href|action)="(?!/|#)', page)
        assert "evil" not in page


def named(place: Place, cookie: str) -> bool:
    """Whether a cookie header, byte by byte as it came, opens the caseload."""
    environ = EnvironBuilder("/", base_url=DESK_ORIGIN).get_environ()
    environ["HTTP_COOKIE"] = cookie.encode().decode("latin1")
    return run_wsgi_app(place.app, environ, buffered=True)[1] == "200 OK"


def test_a_cookie_another_host_can_set_is_never_taken_for_ours(place: Place) -> None:
    # Other hosts of the same domain can set any cookie here, only none whose name begins with __Host-. What a browser
    # takes for another name must not become that name when it is read.
    tossed = place.cookies["tomas"]
    assert named(place, tossed)
    for before in ("\u2000", "\u00a0", "\u3000", "\x85", "\x1f", "$", "x", "=", '"', "__host-login=x;\u2000"):
        assert not named(place, before + tossed)
    for one in (tossed.lower(), tossed.replace("__Host-", "__host-"), tossed.replace("=", "\u2000="), tossed + "x"):
        assert not named(place, one)
    assert not named(place, f'x="{tossed}"')


def test_who_signs_in_is_given_a_new_login_whatever_they_came_with(place: Place) -> None:
    matrix = Matrix(place, ("desk", "accounts.sign_in", "POST"))
    given = set()
    for who in ("nobody", "setting_up", "olga", "ana"):
        with undone(place.house):
            cookie = matrix.ask(who, place.clients["ana"].target).headers["Set-Cookie"]
        assert cookie.startswith(cookies.LOGIN)
        assert place.cookies[who].split("=")[-1] not in cookie or who == "nobody"
        given.add(cookie)
    assert len(given) == 4


def test_finishing_to_set_up_ends_the_login_it_began_with(place: Place) -> None:
    matrix = Matrix(place, ("desk", "accounts.authenticator", "POST"))
    with undone(place.house):
        done = matrix.ask("setting_up", place.clients["ana"].target)
        assert done.status_code == 200
        assert named(place, done.headers["Set-Cookie"].split(";")[0])
        assert not named(place, place.cookies["setting_up"])
        assert not named(place, place.cookies["olga"]), "all her other logins rest on what no longer holds"


METHODS = ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "QUERY", "XYZ"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("side", ["phone", "desk"])
def test_no_other_method_is_there(place: Place, side: str, method: str) -> None:
    app = place.app.phone if side == "phone" else place.app.desk
    who = "ana" if side == "phone" else "tomas"
    with undone(place.house):
        before = state_of(place.house)
        for (of, _endpoint, _method), row in ROWS.items():
            if of == side:
                path = row.address(place, place.clients["ana"].target)
                sent: dict[str, Any] = {"base_url": ORIGINS[of], "headers": {"Cookie": place.cookies[who]}}
                answer = app.test_client(use_cookies=False).open(path, method=method, **sent)
                assert answer.status_code in (400, 403, 404), path
        assert changed(before, state_of(place.house)) == set()


def test_asking_for_the_options_tells_strangers_nothing(place: Place) -> None:
    for (side, _endpoint, _method), row in ROWS.items():
        app = place.app.phone if side == "phone" else place.app.desk
        path = row.address(place, place.clients["ana"].target)
        answer = app.test_client(use_cookies=False).options(path, base_url=ORIGINS[side])
        assert "Access-Control-Allow-Origin" not in answer.headers
        if row.whose not in ("anyone",):
            assert answer.status_code in (401, 403, 404), path


@pytest.mark.parametrize("key", [key for key in ROWS if key[2] == "GET"], ids=" ".join)
def test_asking_for_the_head_alone_is_guarded_alike(place: Place, key: Key) -> None:
    app = place.app.phone if key[0] == "phone" else place.app.desk
    for who in ("nobody", "olga", "ben", "revoked", "tomas", "ana"):
        with undone(place.house):
            target = place.clients["ana"].target
            full = Matrix(place, key).ask(who, target)
            full.close()
        with undone(place.house):
            path, cookie = ROWS[key].address(place, target), {"Cookie": place.cookies[who]}
            head = app.test_client(use_cookies=False).head(path, base_url=ORIGINS[key[0]], headers=cookie)
            head.close()
        assert (head.status_code, head.data) == (full.status_code, b"")


def answers(place: Place, key: Key) -> list[TestResponse]:
    """What this route answers: good, refused, not there, and in the middle of a fault."""
    matrix, target = Matrix(place, key), place.clients["ana"].target
    found = []
    for who in ("tomas", "olga", "piet", "ana", "setting_up", "nobody"):
        with undone(place.house):
            found.append(matrix.ask(who, target))
            found[-1].close()
    with pytest.MonkeyPatch.context() as patch:
        app = place.app.phone if key[0] == "phone" else place.app.desk
        patch.setitem(app.view_functions, key[1], lambda **_args: 1 // 0)
        with undone(place.house):
            found += [matrix.ask(who, target) for who in ("tomas", "piet", "ana", "setting_up")]
        assert 500 in [one.status_code for one in found]
    return found


@pytest.mark.parametrize("key", ROWS, ids=" ".join)
def test_every_answer_of_every_route_says_what_a_browser_may_do_and_keep(place: Place, key: Key) -> None:
    for answer in answers(place, key):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        is_file = key[1] in ("static", "phone_files.asset", "phone_files.shell") and answer.status_code < 400
        assert is_file or answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers or is_file


OFF_ROUTE = [
    "/nowhere",
    "/static/nothing.css",
    "/static/../app.py",
    "/static/%2e%2e/templates/desk/layout.html",
    "/%ff",
]


@pytest.mark.parametrize("path", [*OFF_ROUTE, "//clients//new", "/clients/new/", "/clients/not-an-id/week"])
def test_what_is_not_there_has_the_same_headers(place: Place, path: str) -> None:
    for host in ("localhost:8000", "app.localhost:8000"):
        answer = whole(place, path, Host=host)
        answer.get_data()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache")
        assert answer.status_code == (404 if host == "localhost:8000" else 200)
        answer.close()

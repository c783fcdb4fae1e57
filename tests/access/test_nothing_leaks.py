"""Names, words, passwords, codes and tokens stand where they belong, and nowhere in clear beside that."""

import logging
import re
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from itsdangerous import base64_decode
from sqlalchemy import text

from server import accounts
from server.accounts import cookies, gate
from server.accounts.models import Client
from server.audit import Actor
from server.cli.serve import Listening, settings_of
from server.web.faults import ONLY_WHERE
from tests.access.matrix import TOKEN, Matrix
from tests.access.people import FACTORS, LABEL, NOW, RECOVERY, Place
from tests.access.test_reads_are_logged import GETS
from tests.accounts.house import PASSWORD
from tests.cast import DESK_ORIGIN, envelope, homework_body

SPOKEN = "heatherwren"
ADDED = "Marblefinch"


class Collected(logging.Handler):
    """Every line of every log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the line as a file would."""
        self.lines.append(self.format(record))


@pytest.fixture(scope="module")
def logs() -> Iterator[Collected]:
    """All there is to log, from before the house is built."""
    collected = Collected()
    named = [logging.getLogger(name) for name in (None, "throughline.security", "sqlalchemy", "desk", "phone")]
    before = [(one, one.level) for one in named]
    for one in named:
        one.setLevel(logging.DEBUG)
    for one in named[:2]:
        one.addHandler(collected)
    yield collected
    for one, level in before:
        one.setLevel(level)
        one.removeHandler(collected)


@dataclass
class Story:
    """What was done: all secrets that were used, by name, and every answer that was given."""

    secrets: dict[str, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sessions: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def story(logs: Collected, place: Place) -> Story:
    """A day in the practice, with what goes well and what does not."""
    told = Story()
    told.secrets |= {f"{name}'s word": one.word for name, one in {**place.clients, **place.therapists}.items()}
    told.secrets |= {f"{name}'s cookie": one.split("=", 1)[1] for name, one in place.cookies.items() if one}
    told.secrets |= {"link": place.link, "invitation": place.invitation, "authenticator": place.totp}
    told.secrets |= {"pending": place.pending, "recovery code": RECOVERY, "password": PASSWORD}
    told.secrets |= {"words": SPOKEN, "added client": ADDED, "one-time code": place.therapists["tomas"].code}
    _signing_in(place, told)
    _a_new_phone(place, told)
    _writing_and_reading(place, told)
    _faults(place, told)
    return told


def _note(told: Story, answer: object) -> None:
    headers, status = answer.headers, answer.status_code  # type: ignore[attr-defined]  # a TestResponse
    for name, value in headers.items():
        own = re.fullmatch(rf"({cookies.LOGIN}|{cookies.DEVICE}|__Host-form)=([^;]*)(;.*)", value)
        if own and own[1] == "__Host-form":
            told.sessions.append(own[2].encode())
        elif own and own[2]:
            told.secrets[f"given {len(told.secrets)}"] = own[2]
        told.headers.append(f"{name}: {own[3] if own else value}")
    if status >= 400:
        told.errors.append(answer.text)  # type: ignore[attr-defined]  # a TestResponse


def _desk(place: Place, told: Story, who: str, path: str, **fields: str) -> str:
    browser = place.app.desk.test_client(use_cookies=False)
    cookie = place.cookies[who]
    if fields:
        token, session = Matrix(place, GETS[0]).form
        headers = {"Cookie": f"{cookie}; {session}"}
        answer = browser.post(path, data={"csrf_token": token, **fields}, base_url=DESK_ORIGIN, headers=headers)
    else:
        answer = browser.get(path, base_url=DESK_ORIGIN, headers={"Cookie": cookie})
    _note(told, answer)
    return answer.text


def _signing_in(place: Place, told: Story) -> None:
    code = place.code()
    told.secrets["authenticator's code"] = code
    for typed in ("wrong password entirely", PASSWORD):
        _desk(place, told, "nobody", "/sign-in?to=/clients/new", **{**FACTORS, "password": typed}, code=code)
    _desk(place, told, "nobody", "/sign-in", **{**FACTORS, "name": PASSWORD}, code=code)
    _desk(place, told, "nobody", "/recovery", **FACTORS, code=RECOVERY)
    _desk(place, told, "nobody", "/first-sign-in", name="tomas", code="AAAA", password=PASSWORD, again=PASSWORD)
    told.secrets["wrong password"] = "wrong password entirely"
    _desk(place, told, "tomas", "/clients/new", name=f"{ADDED} and more", zone="Europe/London")
    _desk(place, told, "tomas", "/clients/new", name=ADDED * 20, zone="Europe/London")


def _a_new_phone(place: Place, told: Story) -> None:
    ana = place.clients["ana"]
    page = _desk(place, told, "tomas", f"/clients/{ana.target.client}/phone/invite", press="1")
    found = re.search(r"/join#([\w-]+)</code>", page), re.search(r"<b>([A-Z2-9]{4}-[A-Z2-9]{4})</b>", page)
    assert found[0] is not None
    assert found[1] is not None
    token, code = found[0][1], found[1][1]
    told.secrets |= {"shown token": token, "shown code": code.replace("-", ""), "shown code in fours": code}
    stranger = type(ana.phone)(place.app, ana.target.client, place.app.phone.test_client(), ana.target.device, {}, "")
    for how in ({"code": "AAAA2222"}, {"token": "x" * 43}, {"code": code}, {"token": token}):
        _note(told, stranger.post("/api/join", {**how, "label": LABEL}))
    _note(told, stranger.post("/api/confirm", {}))
    with place.house.main.write() as db:
        row = db.get_one(Client, (ana.practice, ana.target.client))
        accounts.invite(place.house, db, row, Actor("account", ana.therapist), NOW)


def _writing_and_reading(place: Place, told: Story) -> None:
    ana = place.clients["ana"]
    good = envelope(NOW, homework_body(words=f"I said {SPOKEN}"), subject=str(ana.target.item))
    wrong = envelope(NOW, homework_body(words=SPOKEN * 1000))
    newer = {**envelope(NOW), SPOKEN: SPOKEN}
    for items in ([ana.phone.seal(one) for one in (good, wrong, newer)], [{"id": SPOKEN}]):
        _note(told, ana.phone.send(items))
    _note(told, place.clients["ben"].phone.send([], client=str(ana.target.client)))
    for key in GETS:
        for who in ("nobody", "tomas", "olga", "ben", "revoked"):
            answer = Matrix(place, key).ask(who, ana.target)
            _note(told, answer)
            answer.close()
    form = {"what": f"{SPOKEN} " * 60, "style": "directive", "often": "once", "on": SPOKEN}
    page = _desk(place, told, "tomas", f"/clients/{ana.target.client}/homework", **form)
    assert SPOKEN in page, "what was typed stays"
    told.errors.pop()


def _faults(place: Place, told: Story) -> None:
    """Faults of ours whose messages quote everything."""
    ana = place.clients["ana"]

    def quote(*_args: object) -> None:
        try:
            with place.house.main.read() as db:
                db.execute(text("SELECT 1 FROM nowhere WHERE words = :words"), {"words": SPOKEN})
        except Exception as error:
            raise RuntimeError(f"{ana.word} {PASSWORD} {place.link}") from error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "_permission", quote)
        told.errors.append(_desk(place, told, "tomas", f"/sign-in/link/{place.link}"))
        _note(told, ana.phone.post("/api/confirm", {}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.app.desk.session_interface, "save_session", quote)
        told.errors.append(_desk(place, told, "tomas", f"/sign-in/link/{place.link}"))


def shapes(secret: str) -> set[str]:
    """A secret as it might stand somewhere."""
    raw = secret.encode()
    return {secret, raw.hex(), b64encode(raw).decode().rstrip("="), urlsafe_b64encode(raw).decode().rstrip("=")}


def found_in(text_: str, secrets: dict[str, str]) -> list[str]:
    """The names of the secrets that stand in a text."""
    return [name for name, secret in secrets.items() for shape in shapes(secret) if shape in text_]


def test_no_log_tells_a_secret(story: Story, logs: Collected) -> None:
    whole = "\n".join(logs.lines)
    assert found_in(whole, story.secrets) == []
    assert whole.count("unforeseen") == 4, "faults are logged, one of them twice ..."
    assert "RuntimeError" in whole
    assert "test_nothing_leaks.py" in whole, "... with the place they happened"
    assert "sign_in_refused" in whole
    assert "INSERT INTO entry" in whole, "this much is logged at most"


def test_without_the_filter_a_fault_would_tell(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    for filters in ([], [ONLY_WHERE]):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(place.app.desk.logger, "filters", filters)
            try:
                raise RuntimeError(SPOKEN)
            except RuntimeError:
                place.app.desk.logger.exception("quoted %s", SPOKEN)
        assert (SPOKEN in caplog.text) == (not filters)
        caplog.clear()


def test_the_server_keeps_no_log_of_addresses() -> None:
    settings = settings_of(Listening("127.0.0.1", 8000), None)
    assert settings.get("accesslog") is None
    assert "logconfig" not in settings
    assert settings["loglevel"] == "warning"


def test_no_header_and_no_address_tells_a_secret(story: Story) -> None:
    assert found_in("\n".join(story.headers), story.secrets) == []
    assert any(line.startswith("Location: /sign-in?to=") for line in story.headers)


def test_no_error_page_tells_a_secret(story: Story, place: Place) -> None:
    signed_in = {f"{name}'s word" for name in place.therapists}
    words = {name: secret for name, secret in story.secrets.items() if name not in signed_in}
    for page in story.errors:
        assert found_in(TOKEN.sub("", page), words) == []
    assert len(story.errors) > 20


def test_the_form_cookie_holds_no_secret_and_no_word(story: Story) -> None:
    assert story.sessions
    for one in story.sessions:
        payload = one.removeprefix(b".").split(b".")[0]
        assert found_in(base64_decode(payload).decode("latin1"), story.secrets) == []


def test_nothing_stands_in_clear_in_either_database(story: Story, place: Place) -> None:
    # What a one-time link, a cookie or a code opens is kept as a hash; names and words are sealed.
    for database in (place.house.main, place.house.keystore.database):
        sqlite = database.engine.dialect.name == "sqlite"
        whole = _bytes_of(database.url) if sqlite else _dump(database)
        assert found_in(whole, story.secrets) == []
    whole = _bytes_of(place.house.main.url) if sqlite else _dump(place.house.main)
    assert found_in(whole, {"label": LABEL}) != [], "what is in clear would be found"
    assert found_in(place.house.config.ledger.read_text(), story.secrets) == []


def _bytes_of(url: str) -> str:
    file = Path(url.removeprefix("sqlite:///"))
    return "".join(part.read_bytes().decode("latin1") for part in sorted(file.parent.glob(f"{file.name}*")))


def _dump(database: object) -> str:
    """Every row of every table as PostgreSQL writes it; bytes in hex."""
    found = []
    with database.read() as db:  # type: ignore[attr-defined]  # a Database
        names = db.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for name in names:
            found += db.scalars(text(f'SELECT one::text FROM "{name}" AS one')).all()
    return "\n".join(found)


def test_a_secret_would_be_found_in_any_of_its_shapes() -> None:
    secret = {"it": SPOKEN}
    for text_ in (f"x{SPOKEN}y", SPOKEN.encode().hex(), b64encode(SPOKEN.encode()).decode()):
        assert found_in(text_, secret) != []
    assert b64decode(b64encode(SPOKEN.encode())).decode() == SPOKEN

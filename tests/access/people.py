"""Five clients of four therapists in two practices; Cora covers for one of these today, Wren for another.

Whatever belongs to one of them carries a word of their own.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import insert, update

from server import accounts, meetings, practice
from server.accounts import SignedIn, codes, cookies, cover, devices, sign_in, tokens
from server.accounts.models import Account, Client, GivenCode, RecoveryCode
from server.app import App
from server.audit import Actor, By
from server.expectations import service as expectations
from server.goals import service as goals
from server.goals.wire import WrittenGoal
from server.homework import service as homework
from server.kinds import KINDS
from server.meetings.service import By as Planner
from server.reminders import configured
from server.summary.head import Asked
from server.summary.week import open_week
from server.web import House
from tests.accounts.house import PASSWORD, code_at, give_factors
from tests.cast import ZONE, Phone, enrol, envelope, homework_body
from tests.expectations.bodies import expectation
from tests.expectations.room import offered
from tests.homework.desk import plan
from tests.reminders.loop.nudged import subscription

NOW = datetime.fromisoformat("2026-11-19T18:00:00+00:00")
ON = date(2026, 11, 5)
RECOVERY = "ABCDEFGHJKMNPQRS"
CODE = "ABCDEFGH"
LABEL = "Kitchen tablet"


@dataclass(frozen=True)
class Target:
    """Ids that can stand in a path or a body: somebody's own, or nobody's."""

    client: uuid.UUID = field(default_factory=uuid.uuid4)
    item: uuid.UUID = field(default_factory=uuid.uuid4)
    series: uuid.UUID = field(default_factory=uuid.uuid4)
    device: uuid.UUID = field(default_factory=uuid.uuid4)
    lost: uuid.UUID = field(default_factory=uuid.uuid4)
    entry: uuid.UUID = field(default_factory=uuid.uuid4)
    ladder: uuid.UUID = field(default_factory=uuid.uuid4)
    expectation: uuid.UUID = field(default_factory=uuid.uuid4)
    occurrence: uuid.UUID = field(default_factory=uuid.uuid4)
    goal: uuid.UUID = field(default_factory=uuid.uuid4)

    def as_text(self) -> dict[str, str]:
        """For a path."""
        return {name: str(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Person:
    """A client: whose, the word that only they know, and their ids."""

    practice: uuid.UUID
    therapist: uuid.UUID
    word: str
    target: Target
    phone: Phone


@dataclass(frozen=True)
class Therapist:
    """A therapist (or the owner): their own word, and the cookie of a login."""

    practice: uuid.UUID
    id: uuid.UUID
    word: str
    cookie: str
    code: str


@dataclass(frozen=True)
class Place:
    """The whole house with everybody in it. ``cookies`` are those of phones and logins, by who holds them."""

    app: App
    therapists: Mapping[str, Therapist]
    clients: Mapping[str, Person]
    cookies: Mapping[str, str]
    practices: Mapping[uuid.UUID, str]
    link: str
    calendar: str
    invitation: str
    totp: str
    pending: str

    @property
    def house(self) -> House:
        """The house."""
        return self.app.house

    def signed_in(self, name: str) -> SignedIn:
        """A therapist as services know them."""
        one = self.therapists[name]
        return SignedIn(one.practice, one.id, name, True, False)

    def colleagues(self, name: str) -> list[str]:
        """The other therapists of the practice that can sign in."""
        here = self.therapists[name].practice
        others = (one for one in ("tomas", "olga", "cora", "vera", "wren") if one != name)
        return [one for one in others if self.therapists[one].practice == here]

    def colleague(self, target: Target) -> uuid.UUID:
        """Somebody who could cover for this client's therapist."""
        whose = next((one.therapist for one in self.clients.values() if one.target == target), None)
        name = next((name for name, one in self.therapists.items() if one.id == whose), "tomas")
        return self.therapists["olga" if name == "tomas" else self.colleagues(name)[-1]].id

    def code(self) -> str:
        """What Tomas' authenticator shows."""
        return code_at(self.totp, NOW)


def phone_cookie(phone: Phone) -> str:
    """What this phone's browser sends."""
    found = phone.browser.get_cookie(cookies.DEVICE, domain="app.localhost")
    assert found is not None
    return f"{cookies.DEVICE}={found.value}"


def _therapist(house: House, practice_id: uuid.UUID, name: str, word: str, owner: bool = False) -> Therapist:
    made = accounts.add_account(
        house, practice_id, name, f"{name.title()} {word}", NOW, is_therapist=not owner, is_owner=owner
    )
    with house.main.write() as db:
        token = sign_in.begin(db, db.get_one(Account, (practice_id, made.id)), NOW)
    return Therapist(practice_id, made.id, word, f"{cookies.LOGIN}={token}", made.code)


def _join(app: App, practice_id: uuid.UUID, client: uuid.UUID) -> tuple[Phone, uuid.UUID]:
    """A phone that joined and was confirmed by nobody."""
    with app.house.main.write() as db:
        row = db.get_one(Client, (practice_id, client))
        token = accounts.invite(app.house, db, row, Actor("account", row.therapist_id), NOW).token
    phone = Phone(app, client, app.phone.test_client(), uuid.uuid4(), {}, "")
    reply = phone.post("/api/join", {"token": token, "label": LABEL})
    return phone, uuid.UUID(reply.get_json()["device"])


def _lost_phone(app: App, person_id: uuid.UUID, by: Therapist) -> tuple[Phone, uuid.UUID]:
    """A phone that was reported lost and has not said that it wiped itself."""
    phone, device = _join(app, by.practice, person_id)
    with app.house.main.write() as db:
        row = devices.device_of(db, db.get_one(Client, (by.practice, person_id)), device)
        row.client_confirmed_at = row.therapist_confirmed_at = NOW
        devices.lose(app.house, db, row, Actor("account", by.id), NOW)
    return phone, device


def _client(app: App, by: Therapist, name: str, word: str) -> tuple[Person, Phone]:
    """A client with a phone, an assignment, a log that was opened, weekly sessions, and a lost phone."""
    house = app.house
    client = accounts.add_client(house, by.practice, by.id, f"{name.title()} {word}", ZONE, NOW)
    lost, lost_id = _lost_phone(app, client, by)
    phone = enrol(app, by.practice, client, NOW)
    phone.sync(phone.seal(envelope(NOW, {"given": True, "version": "1"}, kind="consent", subject=None)))
    with house.main.write() as db:
        whose = practice.whose(db, house.keystore, by.practice, client)
        agreed = plan(what=f"Walk {word}", why=f"For {word}", where=f"At {word}")
        item = homework.agree(db, whose, By(by.id, house.config.audit_secret, NOW), agreed)
        ladder = expectations.offer(db, whose, By(by.id, house.config.audit_secret, NOW), offered(f"Walk far {word}"))
        assert ladder is not None
        goal = goals.put(db, whose, By(by.id, house.config.audit_secret, NOW), goal_of(f"Walk on {word}"))
        planner = Planner(by.practice, client, by.id, house.config.audit_secret, NOW)
        series = meetings.service.plan(db, planner, ON - timedelta(days=14), "09:00", ZONE, 50, 1)
    entry = phone.seal(envelope(NOW, homework_body(words=f"I thought of {word}"), subject=str(item)))
    hoped = phone.seal(envelope(NOW, expectation(f"I hoped for {word}"), kind="expectation", subject=str(item)))
    phone.sync(entry, hoped)
    login = SignedIn(by.practice, by.id, "", True, False)
    open_week(house, login, client, Asked(), KINDS, NOW)
    expectation_id, occurrence = uuid.UUID(hoped["id"]), _reminded(phone, word)
    entry_id = uuid.UUID(entry["id"])
    target = Target(client, item, series, phone.device, lost_id, entry_id, ladder, expectation_id, occurrence, goal)
    return Person(by.practice, by.id, word, target, phone), lost


def goal_of(words: str) -> WrittenGoal:
    """A goal as a therapist writes it."""
    return WrittenGoal(words=words, revisit_on=None, stance="yes", note=words, began=None)


def _reminded(phone: Phone, word: str) -> uuid.UUID:
    """Reminders are on, and a test was asked for."""
    key = configured.public_key(phone.app.house.config)
    assert key is not None
    turned_on = phone.post("/api/reminders/phone", {"zone": ZONE, "subscription": subscription(key, word)})
    assert turned_on.get_json()["kept"], turned_on.text
    return uuid.UUID(phone.post("/api/reminders/test", {}).get_json()["occurrence"])


def _cover(house: House, therapists: Mapping[str, Therapist], read: list[Person]) -> None:
    """Cora reads for Tomas today; for Olga she did until yesterday, for Dora she will from tomorrow on."""
    days = {"tomas": ("cora", 0, 0), "olga": ("cora", -9, -1), "dora": ("cora", 1, 9)}
    days |= {"cora": ("olga", 0, 9), "vera": ("wren", 0, 9)}
    with house.main.write() as db:
        for name, (by, first, last) in days.items():
            away = therapists[name]
            login = SignedIn(away.practice, away.id, name, True, False)
            span = NOW.date() + timedelta(days=first), NOW.date() + timedelta(days=last)
            cover.name_cover(db, house.config.audit_secret, login, therapists[by].id, span, NOW)
    cora = therapists["cora"]
    login = SignedIn(cora.practice, cora.id, "cora", True, False)
    for one in read:
        open_week(house, login, one.target.client, Asked(), KINDS, NOW)


def _give_codes(house: House, people: Iterable[Person]) -> None:
    """Everybody has the same code, to export and to erase: it is theirs alone all the same."""
    with house.main.write() as db:
        for one in people:
            row = db.get_one(Client, (one.practice, one.target.client))
            for purpose in codes.PURPOSES:
                codes.give(house, db, row, purpose, Actor("account", one.therapist), NOW)
        db.execute(update(GivenCode).values(code_hash=tokens.hash_code(house.config.forms_secret, CODE)))


def _tell(house: House, practice_id: uuid.UUID, word: str) -> None:
    """All texts and the help line of a practice carry its own word."""
    with house.main.write() as db:
        for key in practice.KEYS:
            practice.put_text(db, practice_id, key, practice.Words(f"About {word}", [f"We say {word}."]), NOW)
        practice.put_help_lines(db, practice_id, [practice.Line(f"{word} line", "116 123", "")])


def _login_that_sets_up(house: House, by: Therapist) -> tuple[str, str]:
    """A login that can only finish setting up: its cookie, and the secret of its authenticator."""
    ring = house.keystore.ring(by.practice, [by.practice])
    pending = sign_in.new_secret(ring, by.id)
    with house.main.write() as db:
        token = sign_in.begin(db, db.get_one(Account, (by.practice, by.id)), NOW, pending)
    return f"{cookies.LOGIN}={token}", sign_in.totp_secret(ring, by.id, pending)


def assemble(app: App) -> Place:
    """Everybody. The clock must stand at ``NOW``."""
    house = app.house
    here = practice.create_practice(house, "Harbour Practice", ZONE, NOW)
    there = practice.create_practice(house, "Hill Practice", ZONE, NOW)
    practices = {here: "Foxglove", there: "Larkspur"}
    for whose, word in practices.items():
        _tell(house, whose, word)
    therapists = {
        "tomas": _therapist(house, here, "tomas", "Slateford"),
        "olga": _therapist(house, here, "olga", "Kelpstone"),
        "piet": _therapist(house, here, "piet", "Moorland", owner=True),
        "dora": _therapist(house, here, "dora", "Flintlock"),
        "cora": _therapist(house, here, "cora", "Saltmarsh"),
        "vera": _therapist(house, there, "vera", "Thornwell"),
        "nils": _therapist(house, there, "nils", "Birchgate", owner=True),
        "wren": _therapist(house, there, "wren", "Copperhall"),
    }
    named = {"ana": ("tomas", "Quillfern"), "ben": ("tomas", "Brasslark"), "cem": ("olga", "Mossotter")}
    named |= {"eve": ("dora", "Ironplum"), "noa": ("vera", "Paleheron")}
    clients, lost = {}, {}
    for name, (by, word) in named.items():
        clients[name], lost[name] = _client(app, therapists[by], name, word)
    waiting, _ = _join(app, here, clients["ana"].target.client)
    revoked, revoked_id = _join(app, here, clients["ana"].target.client)
    tomas, dora = therapists["tomas"], therapists["dora"]
    with house.main.write() as db:
        row = db.get_one(Client, (here, clients["ana"].target.client))
        devices.revoke(house, db, devices.device_of(db, row, revoked_id), Actor("account", tomas.id), NOW)
        db.get_one(Account, (here, dora.id)).disabled_at = NOW
        invitation = accounts.invite(house, db, row, Actor("account", tomas.id), NOW).token
        link = accounts.new_link(db, here, tomas.id, NOW)
        code = {"practice_id": here, "id": uuid.uuid4(), "account_id": tomas.id}
        db.execute(insert(RecoveryCode).values(code_hash=tokens.hash_token(RECOVERY), **code))
    _give_codes(house, clients.values())
    _cover(house, therapists, [clients["ana"], clients["ben"]])
    calendar = clients["ana"].phone.post("/api/reminders/calendar", {"on": True}).get_json()["address"]
    calendar = calendar.rsplit("/", 1)[1].removesuffix(".ics")
    setting_up, pending = _login_that_sets_up(house, therapists["olga"])
    held = {
        "nobody": "",
        "ana": phone_cookie(clients["ana"].phone),
        "ben": phone_cookie(clients["ben"].phone),
        "waiting": phone_cookie(waiting),
        "revoked": phone_cookie(revoked),
        "lost": phone_cookie(lost["ana"]),
        "setting_up": setting_up,
        **{name: one.cookie for name, one in therapists.items() if name != "wren"},
    }
    totp = give_factors(house, tomas.id)
    return Place(app, therapists, clients, held, practices, link, calendar, invitation, totp, pending)


FACTORS = {"name": "tomas", "password": PASSWORD}
